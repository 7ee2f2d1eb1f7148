import { expect, test } from 'vitest'
import { stepTo } from './use-page-keys'

test('steps begin at the first row and stop at the ends', () => {
  const ids = ['a', 'b', 'c']
  expect(stepTo(ids, undefined, -1)).toBe('a')
  expect(stepTo(ids, 'a', 1)).toBe('b')
  expect(stepTo(ids, 'c', 1)).toBe('c')
  expect(stepTo(ids, 'a', -1)).toBe('a')
})

test('a row that is no longer there is no place to step from', () => {
  expect(stepTo(['a', 'b'], 'gone', 1)).toBe('a')
  expect(stepTo([], undefined, 1)).toBeUndefined()
})
