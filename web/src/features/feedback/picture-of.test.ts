import { expect, test } from 'vitest'
import { pictureOf } from './picture-of'

test('of what was pasted the first picture is taken, and text is left alone', () => {
  const text = new File(['x'], 'a.txt', { type: 'text/plain' })
  const picture = new File(['x'], 'screen.png', { type: 'image/png' })
  expect(pictureOf([text, picture])).toBe(picture)
  expect(pictureOf([text])).toBeUndefined()
  expect(pictureOf(null)).toBeUndefined()
})
