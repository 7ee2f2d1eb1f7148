import { expect, test } from 'vitest'
import type { Field, RecordRow } from '@/api/types'
import { statsOf } from './selection-stats'

const fields: Field[] = [
  { id: 'n', code: 'name', name: 'N', kind: { type: 'text' } },
  { id: 'a', code: 'amount', name: 'A', kind: { type: 'money', currency: 'CNY' } },
  { id: 'b', code: 'usd', name: 'B', kind: { type: 'money', currency: 'USD' } },
]
const rows: (RecordRow | undefined)[] = [
  { id: '1', rev: 1, values: { name: 'a', amount: '0.1', usd: '1' }, display: {} },
  { id: '2', rev: 1, values: { name: null, amount: '0.2', usd: '1' }, display: {} },
  undefined,
]
const of = (top: number, bottom: number, left: number, right: number) =>
  statsOf(
    { top, bottom, left, right },
    fields,
    line => rows[line],
    () => false,
  )

test('selected amounts are summed exactly', () => {
  expect(of(0, 1, 0, 1)).toMatchObject({ cells: 4, filled: 3, sum: '0.3', average: '0.15' })
})
test('amounts in different currencies are not added up', () => {
  expect(of(0, 1, 1, 2)).toMatchObject({ filled: 4, sum: undefined })
})
test('nothing is said of cells that are not on the screen', () => {
  expect(of(0, 2, 0, 0)).toBeUndefined()
})
