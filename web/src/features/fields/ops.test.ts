import { expect, test } from 'vitest'
import { valueForOp } from './ops'

test('a value follows the operator where it can', () => {
  expect(valueForOp('in', 'eq', ['a', 'b'])).toBe('a')
  expect(valueForOp('eq', 'in', 'a')).toEqual(['a'])
  expect(valueForOp('in', 'not_in', ['a'])).toEqual(['a'])
  expect(valueForOp('ge', 'le', '5')).toBe('5')
})

test('a value is dropped where the operator takes another shape or none', () => {
  expect(valueForOp('eq', 'empty', 'a')).toBeUndefined()
  expect(valueForOp('ge', 'between', '5')).toBeUndefined()
  expect(valueForOp<unknown>('within', 'eq', 'today')).toBeUndefined()
})
