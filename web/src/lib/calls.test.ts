import { expect, test } from 'vitest'
import { isOver, readMark } from './calls'

const call = { form: 'lead', record: 'rec_1', at: 1000 }

test('a link says about which record it calls', () => {
  expect(readMark('lead/rec_1', 1000)).toEqual(call)
  expect(readMark('lead', 1000)).toBeUndefined()
  expect(readMark(undefined, 1000)).toBeUndefined()
})

test('nobody is asked about a call for which they never left, or one of this morning', () => {
  expect(isOver(call, 60_000)).toBe(false)
  expect(isOver({ ...call, left: true }, 60_000)).toBe(true)
  expect(isOver({ ...call, left: true }, 3 * 3_600_000)).toBe(false)
})
