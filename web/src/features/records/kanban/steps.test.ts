import { expect, test } from 'vitest'
import type { RecordRow } from '@/api/types'
import { stepFrom } from './steps'

const rows = (...ids: string[]) => ids.map(id => ({ id }) as RecordRow)
const board = new Map([
  ['a', rows('a1', 'a2', 'a3')],
  ['b', []],
  ['c', rows('c1')],
])
const go = (arrow: string, key: string, id: string) =>
  stepFrom(arrow, { key, id }, ['a', 'b', 'c'], board)?.id

test('arrows walk in a column and stop at its ends', () => {
  expect(go('ArrowDown', 'a', 'a1')).toBe('a2')
  expect(go('ArrowUp', 'a', 'a1')).toBeUndefined()
  expect(go('ArrowDown', 'a', 'a3')).toBeUndefined()
  expect(go('End', 'a', 'a1')).toBe('a3')
  expect(go('Home', 'a', 'a3')).toBe('a1')
})

test('arrows cross to the next column that has cards, as high as it goes', () => {
  expect(go('ArrowRight', 'a', 'a3')).toBe('c1')
  expect(go('ArrowLeft', 'c', 'c1')).toBe('a1')
  expect(go('ArrowRight', 'c', 'c1')).toBeUndefined()
})

test('other keys lead nowhere', () => {
  expect(go('x', 'a', 'a1')).toBeUndefined()
})
