import { expect, test } from 'vitest'
import { gapAt, inserted, moved, readableWidth } from './columns'
import { place } from './geometry'

const columns = ['title', 'a', 'b', 'c'].map(field => ({ field }))
const order = (moved: { field: string }[]) => moved.map(column => column.field).join('')

test('a column goes where it is dropped, and the title stays first', () => {
  expect(order(moved(columns, 1, 4))).toBe('titlebca')
  expect(order(moved(columns, 1, 3))).toBe('titlebac')
  expect(order(moved(columns, 3, 1))).toBe('titlecab')
  expect(order(moved(columns, 3, 0))).toBe('titlecab')
  expect(order(moved(columns, 0, 3))).toBe('titleabc')
  expect(order(moved(columns, 2, 2))).toBe('titleabc')
  expect(order(moved(columns, 2, 3))).toBe('titleabc')
})

test('the nearest gap is before a column up to its middle and after it from there', () => {
  const placed = place([200, 100, 100, 100])
  expect([10, 249, 251, 349, 351, 900].map(x => gapAt(placed, x))).toEqual([1, 1, 2, 2, 3, 4])
})

test('a new column stands beside the one it was made from, never before the title', () => {
  expect(order(inserted(columns, 'a', 'left', 'x'))).toBe('titlexabc')
  expect(order(inserted(columns, 'a', 'right', 'x'))).toBe('titleaxbc')
  expect(order(inserted(columns, 'title', 'left', 'x'))).toBe('titlexabc')
})

test('a column nobody has sized is wide enough for its heading, within reason', () => {
  expect(readableWidth('金额', 124)).toBe(124)
  expect(readableWidth('Expected amount', 124)).toBeGreaterThan(150)
  expect(readableWidth('A very long heading that nobody would want to read in full', 96)).toBe(200)
})
