import { expect, test } from 'vitest'
import { jpegName, smallerSize } from './shrink-photo'

const MB = 1024 * 1024

test('a large photo keeps its shape at 2400 px', () => {
  expect(smallerSize(4000, 3000, 6 * MB)).toEqual({ width: 2400, height: 1800 })
  expect(smallerSize(3000, 4000, 6 * MB)).toEqual({ width: 1800, height: 2400 })
})

test('a heavy picture of few points is only packed anew', () => {
  expect(smallerSize(1200, 900, 3 * MB)).toEqual({ width: 1200, height: 900 })
})

test('a light file is sent as it is', () => {
  expect(smallerSize(4000, 3000, 200 * 1024)).toBeUndefined()
})

test('a strip stays at least a point wide', () => {
  expect(smallerSize(100_000, 2, 3 * MB)).toEqual({ width: 2400, height: 1 })
})

test('a name says what the file is now', () => {
  expect(jpegName('IMG_0042.HEIC')).toBe('IMG_0042.jpg')
  expect(jpegName('门头照')).toBe('门头照.jpg')
  expect(jpegName('.png')).toBe('photo.jpg')
})
