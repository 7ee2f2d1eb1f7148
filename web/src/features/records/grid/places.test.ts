import { expect, test } from 'vitest'
import type { RecordRow } from '@/api/types'
import type { GroupNode } from './groups'
import { between, drawnTo, inHand, lineOf, placeAt, settle } from './places'

/** Lines of a list: records are small letters, headings capital ones, a dot is not loaded. */
const ground = (standing: string, inView = [0, 1, 2]) => ({
  lines: {
    rowAt: (line: number) =>
      /[a-z]/.test(standing[line] ?? '') ? ({ id: standing[line] } as RecordRow) : undefined,
    groupAt: (line: number) =>
      /[A-Z]/.test(standing[line] ?? '') ? ({ id: standing[line] } as GroupNode) : undefined,
  },
  fields: [],
  total: standing.length,
  inView,
})
const at = (standing: string, row: number) => inHand(placeAt(ground(standing), { row, col: 0 }))

test('a record is found on the line that it moved to', () => {
  expect(lineOf(ground('na').lines, [0, 1], 'a')).toBe(1)
  expect(lineOf(ground('na').lines, [0, 1], 'gone')).toBeUndefined()
})

test('a heading in hand is followed as a record is', () => {
  expect(settle(at('AaBb', 2), ground('AnaBb')).shown.active?.row).toBe(3)
  expect(settle(at('AaBb', 2), ground('Aab')).shown.active).toBeNull()
})

test('a line that is not loaded gives the cell to what is loaded there, and keeps one that is known', () => {
  const jumped = settle(at('ab.d', 2), ground('abcd')).kept
  expect(jumped.active?.id).toBe('c')
  expect(settle(jumped, ground('ab..')).shown.active?.row).toBe(2)
  expect(settle(jumped, ground('ab')).shown.active).toBeNull()
})

test('nothing is new where nothing moved', () => {
  const state = at('abc', 1)
  expect(settle(state, ground('abc')).kept).toBe(state)
})

test('an end of a selection that is out of sight goes along with the other', () => {
  const drawn = drawnTo(at('abcd', 1), placeAt(ground('abcd'), { row: 3, col: 0 }))
  expect(settle(drawn, ground('nab..')).shown.head?.row).toBe(4)
})

test('a selection drawn back forgets what it does not hold any more', () => {
  const drawn = drawnTo(at('abcd', 0), placeAt(ground('abcd'), { row: 3, col: 0 }))
  for (const [by, id] of [...'abcd'].entries()) drawn.seen.set(by, id)
  expect([...drawnTo(drawn, placeAt(ground('abcd'), { row: 1, col: 0 })).seen.values()]).toEqual(['a', 'b'])
})

test('the records between two are found from either end, and none without both', () => {
  const rows = [...'abcd'].map(id => ({ record: { id } as RecordRow }))
  expect(between(rows, 'c', 'b').map(row => row.record.id)).toEqual(['b', 'c'])
  expect(between(rows, 'b', 'gone')).toEqual([])
})
