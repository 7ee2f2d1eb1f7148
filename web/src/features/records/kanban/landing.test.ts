import { describe, expect, test } from 'vitest'
import type { Field, RecordRow } from '@/api/types'
import { landing } from './landing'

const fields = [
  { code: 'amount', kind: { type: 'money' } },
  { code: 'at', kind: { type: 'date_time' } },
  { code: 'grade', kind: { type: 'choice', options: [{ code: 'z' }, { code: 'a' }] } },
  { code: 'name', kind: { type: 'text' } },
] as Field[]
const card = (id: string, values: RecordRow['values']): RecordRow => ({ id, rev: 1, values, display: {} })
const place = (rows: RecordRow['values'][], record: RecordRow['values'], sort: string) =>
  landing(
    rows.map((values, index) => card(`r${index}`, values)),
    card('x', record),
    sort.split(',').map(part => ({ field: part.replace('-', ''), descending: part.startsWith('-') })),
    fields,
  )

describe('a dropped card lands where the sort puts it', () => {
  test('by amount, as a number', () => {
    const rows = [{ amount: '900' }, { amount: '90' }, { amount: '8' }]
    expect(place(rows, { amount: '100' }, '-amount')).toBe(1)
    expect(place(rows.toReversed(), { amount: '100' }, 'amount')).toBe(2)
  })
  test('by moment, option order and text', () => {
    expect(place([{ at: '2026-01-02T00:00:00Z' }], { at: '2026-01-01T23:00:00Z' }, 'at')).toBe(0)
    expect(place([{ grade: 'z' }, { grade: 'a' }], { grade: 'a' }, 'grade')).toBe(1)
    expect(place([{ name: 'a' }, { name: 'c' }], { name: 'b' }, 'name')).toBe(1)
  })
  test('without a value last, in both directions', () => {
    const rows = [{ amount: '2' }, { amount: '1' }, { amount: null }]
    expect(place(rows, { amount: null }, '-amount')).toBe(2)
    expect(place(rows, { amount: '0' }, '-amount')).toBe(2)
  })
  test('by the second field among equals of the first, and first among equals of all', () => {
    const rows = [
      { amount: '1', name: 'a' },
      { amount: '1', name: 'c' },
    ]
    expect(place(rows, { amount: '1', name: 'b' }, 'amount,name')).toBe(1)
    expect(place(rows, { amount: '1', name: 'b' }, 'amount')).toBe(0)
  })
  test('at the end of what is loaded when it comes after it', () => {
    expect(place([{ amount: '1' }], { amount: '5' }, 'amount')).toBe(1)
  })
})
