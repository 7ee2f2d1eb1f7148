import { expect, test } from 'vitest'
import { tileScope } from './tile-scope'

const of = (...counts: (number | undefined)[]) => counts.map(data => ({ data }))

test('who owns nothing but sees the others is told of all', () => {
  expect(tileScope(true, of(0, 0), of(12, 0))).toBe('all')
  expect(tileScope(true, of(0, 0), of(undefined, undefined))).toBe('all')
})

test('own records, nobody else and an empty workspace leave it at one’s own', () => {
  expect(tileScope(true, of(1, 0), of(12, 0))).toBe('mine')
  expect(tileScope(false, of(0, 0), of(12, 0))).toBe('mine')
  expect(tileScope(true, of(0, 0), of(0, 0))).toBe('mine')
  expect(tileScope(true, of(0, undefined), of())).toBe('mine')
  expect(tileScope(true, of(), of())).toBe('mine')
})
