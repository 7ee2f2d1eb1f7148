import { describe, expect, test } from 'vitest'
import type { Field, RecordRow } from '@/api/types'
import { addDecimal, columnFilter, columnsOf, readTotals, totalsAfter, withMoves } from './columns'

const option = (code: string, archived = false) => ({ id: code, code, label: code, archived })
const stage = {
  id: 's',
  code: 'stage',
  name: 's',
  kind: {
    type: 'stage',
    options: [option('open'), option('old', true), option('gone', true), option('won')],
  },
} as Field
const owner = { id: 'owner', code: 'owner', name: 'o', kind: { type: 'person' } } as Field
const row = (key: string | null, count: number, sum: string | null = null, name = key) => ({
  keys: [key],
  display: [name],
  values: [count, sum],
})
const card = (id: string, values: RecordRow['values'] = {}): RecordRow => ({
  id,
  rev: 1,
  values,
  display: {},
})

describe('the columns of a board', () => {
  test('are the stages in their order, archived ones only with records', () => {
    const answer = { rows: [row('won', 2), row('old', 1)] }
    expect(columnsOf(stage, answer, 'None').map(column => column.key)).toEqual(['open', 'old', 'won'])
  })
  test('begin with the records that have no value, if there are any', () => {
    const columns = columnsOf(stage, { rows: [row(null, 3)] }, 'None')
    expect(columns[0]).toEqual({ key: '', name: 'None' })
    expect(columnFilter('stage', '')).toEqual({ field: 'stage', op: 'empty' })
    expect(columnFilter('stage', 'won')).toEqual({ field: 'stage', op: 'eq', value: 'won' })
  })
  test('are the people who have records, most first', () => {
    const answer = { rows: [row('u1', 2, null, 'Ann'), row('u2', 9, null, 'Bob'), row(null, 0)] }
    expect(columnsOf(owner, answer, 'None').map(column => column.name)).toEqual(['Bob', 'Ann'])
  })
})

describe('a card on its way', () => {
  const moves = [{ record: card('b', { amount: '10.5' }), from: 'open', to: 'won' }]
  const first = () => 0
  test('has left its column and stands in the other, once', () => {
    expect(withMoves([card('a'), card('b')], 'open', moves, first).map(r => r.id)).toEqual(['a'])
    expect(withMoves([card('c')], 'won', moves, first).map(r => r.id)).toEqual(['b', 'c'])
    expect(withMoves([card('c'), card('b')], 'won', moves, first).map(r => r.id)).toEqual(['c', 'b'])
  })
  test('counts where it goes', () => {
    const totals = readTotals({ rows: [row('open', 4, '100.5'), row('won', 1, '0.5')] })
    const after = totalsAfter(totals, moves, 'amount')
    expect([after.get('open'), after.get('won')]).toEqual([
      { count: 3, sum: '90' },
      { count: 2, sum: '11' },
    ])
    expect(totalsAfter(new Map(), moves, undefined).get('won')).toEqual({ count: 1, sum: null })
  })
  test('is summed exactly', () => {
    expect(addDecimal('9007199254740993.01', '0.02', 1)).toBe('9007199254740993.03')
    expect(addDecimal('0.1', '0.3', -1)).toBe('-0.2')
    expect(addDecimal('-1', '1', 1)).toBe('0')
  })
})
