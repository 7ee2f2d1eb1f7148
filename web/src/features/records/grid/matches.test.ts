import { describe, expect, test } from 'vitest'
import type { Condition, Field, Filter, Value } from '@/api/types'
import { matches, periodOf } from './matches'

// A Wednesday.
const NOW = new Date(2026, 10, 18, 15, 30).getTime()
const eyes = { me: 'usr_me', department: 'dep_1', now: NOW }
const holds = (type: Field['kind']['type'], value: Value, op: string, asked?: Value): boolean => {
  const field = { id: 'f', code: 'f', name: 'F', kind: { type } } as Field
  const condition = { field: 'f', op, ...(asked === undefined ? {} : { value: asked }) } as Condition
  return matches(
    condition,
    { id: 'r', rev: 1, values: { f: value }, display: {} },
    new Map([['f', field]]),
    eyes,
  )
}
const day = (text: string): number => {
  const [y = 0, m = 1, d = 1] = text.split('-').map(Number)
  return new Date(y, m - 1, d).getTime()
}

describe('a colour condition', () => {
  test('reads words without regard to case', () => {
    expect(holds('text', 'Hangzhou', 'contains', 'hang')).toBe(true)
    expect(holds('text', 'Hangzhou', 'starts_with', 'zhou')).toBe(false)
    expect(holds('choice', 'new', 'in', ['won', 'new'])).toBe(true)
  })
  test('compares numbers as numbers', () => {
    expect(holds('money', '9', 'lt', '10')).toBe(true)
    expect(holds('money', '1000000.5', 'between', ['1', '1000000.5'])).toBe(true)
    expect(holds('idle_days', 31, 'ge', 30)).toBe(true)
  })
  test('knows who looks', () => {
    expect(holds('person', 'usr_me', 'eq', 'me')).toBe(true)
    expect(holds('person', 'usr_2', 'in', ['me'])).toBe(false)
    expect(holds('department', 'dep_1', 'eq', 'my_department')).toBe(true)
  })
  test('of something that is not there holds for differs and for nothing else', () => {
    expect(holds('money', null, 'lt', '10')).toBe(false)
    expect(holds('text', null, 'ne', 'x')).toBe(true)
    expect(holds('date', null, 'within', 'today')).toBe(false)
    expect(holds('choices', [], 'empty')).toBe(true)
  })
  test('reads several values as all, any or none', () => {
    expect(holds('choices', ['a', 'b'], 'has_all', ['a', 'b'])).toBe(true)
    expect(holds('choices', ['a'], 'has_all', ['a', 'b'])).toBe(false)
    expect(holds('choices', ['a'], 'has_none', ['b'])).toBe(true)
  })
  test('takes a day beside a moment as the whole day', () => {
    expect(holds('date_time', new Date(2026, 10, 18, 23).toISOString(), 'le', 'today')).toBe(true)
    expect(holds('date_time', new Date(2026, 10, 18, 23).toISOString(), 'lt', 'today')).toBe(false)
    expect(holds('date_time', new Date(2026, 10, 18, 9).toISOString(), 'lt', 'now')).toBe(true)
    expect(holds('date', '2026-11-18', 'between', ['2026-11-01', '2026-11-18'])).toBe(true)
  })
  test('combines with and, or and not', () => {
    const one: Filter = { field: 'f', op: 'eq', value: 'a' }
    const two: Filter = { field: 'f', op: 'eq', value: 'b' }
    const field = { id: 'f', code: 'f', name: 'F', kind: { type: 'text' } } as Field
    const ask = (filter: Filter) =>
      matches(filter, { id: 'r', rev: 1, values: { f: 'a' }, display: {} }, new Map([['f', field]]), eyes)
    expect([ask({ and: [one, two] }), ask({ or: [one, two] }), ask({ not: two })]).toEqual([
      false,
      true,
      true,
    ])
    expect(ask({ field: 'customer.region', op: 'eq', value: 'a' })).toBe(false)
  })
})

describe('a period', () => {
  test('of a week begins on Monday', () => {
    expect(periodOf('this_week', NOW)).toEqual([day('2026-11-16'), day('2026-11-23')])
    expect(periodOf('this_week', new Date(2026, 10, 22, 1).getTime())).toEqual([
      day('2026-11-16'),
      day('2026-11-23'),
    ])
  })
  test('of months runs over the end of the year', () => {
    expect(periodOf('next_month', new Date(2026, 11, 5).getTime())).toEqual([
      day('2027-01-01'),
      day('2027-02-01'),
    ])
    expect(periodOf('last_quarter', new Date(2026, 1, 5).getTime())).toEqual([
      day('2025-10-01'),
      day('2026-01-01'),
    ])
  })
  test('counted back ends with today, as the server counts', () => {
    expect(periodOf({ last: 7, unit: 'day' }, NOW)).toEqual([day('2026-11-12'), day('2026-11-19')])
    expect(periodOf({ next: 2, unit: 'week' }, NOW)).toEqual([day('2026-11-18'), day('2026-12-02')])
    expect(periodOf({ older_than: 30, unit: 'day' }, NOW)?.[1]).toBe(day('2026-10-19'))
  })
})
