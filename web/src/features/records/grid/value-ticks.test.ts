import { expect, test } from 'vitest'
import type { Field } from '@/api/types'
import { conditionFor, heldBy, offeredOptions, type Ticks, ticksOf } from './value-ticks'

const field = (type: string, more = {}) =>
  ({ id: 'f', code: 'f', name: {}, kind: { type }, ...more }) as Field
const status = field('choice')
const day = field('date')
const done = field('yes_no')
const there = (of: Field, ticks: Ticks, chosen: string[]) => {
  const condition = conditionFor(of, ticks, chosen)
  const other = { field: 'city', op: 'eq', value: '宁波' }
  return [...heldBy(condition && { and: [other, condition] }, of, ticks).chosen]
}

test('values are ticked one by one, no value beside them', () => {
  expect(conditionFor(status, 'values', ['new', ''])).toEqual({
    or: [
      { field: 'f', op: 'in', value: ['new'] },
      { field: 'f', op: 'empty' },
    ],
  })
  expect(conditionFor(status, 'values', [''])).toEqual({ field: 'f', op: 'empty' })
  expect(conditionFor(status, 'values', [])).toBeUndefined()
  for (const chosen of [['new'], [''], ['new', 'old', '']])
    expect(there(status, 'values', chosen)).toEqual(chosen)
})

test('days are ticked by months', () => {
  expect(conditionFor(day, 'months', ['2026-02'])).toEqual({
    field: 'f',
    op: 'between',
    value: ['2026-02-01', '2026-02-28'],
  })
  for (const chosen of [['2026-02'], ['2026-02', '2025-12', '']])
    expect(there(day, 'months', chosen)).toEqual(chosen)
})

test('a stretch that is no month is left to the sentence', () => {
  const stretch = { field: 'f', op: 'between', value: ['2026-02-01', '2026-03-15'] }
  expect(heldBy({ and: [stretch] }, day, 'months')).toEqual({ at: -1, chosen: new Set() })
})

test('yes and no together narrow nothing', () => {
  expect(conditionFor(done, 'yes_no', ['true'])).toEqual({ field: 'f', op: 'eq', value: true })
  expect(conditionFor(done, 'yes_no', ['true', 'false'])).toBeUndefined()
  expect(there(done, 'yes_no', ['false'])).toEqual(['false'])
})

test('an alternative that names another field is not the list’s', () => {
  const either = {
    or: [
      { field: 'f', op: 'in', value: ['new'] },
      { field: 'city', op: 'empty' },
    ],
  }
  expect(heldBy(either, status, 'values').at).toBe(-1)
})

test('numbers are ticked range by range', () => {
  const size = field('number')
  expect(conditionFor(size, 'numbers', ['10~20', ''])).toEqual({
    or: [
      { field: 'f', op: 'between', value: ['10', '20'] },
      { field: 'f', op: 'empty' },
    ],
  })
  for (const chosen of [['<10'], ['10~20', '>=30', ''], ['=7']])
    expect(there(size, 'numbers', chosen)).toEqual(chosen)
})

test('long texts have no list of values, answers and days have', () => {
  expect(['long_text', 'choice', 'yes_no', 'date', 'number'].map(type => ticksOf(field(type)))).toEqual([
    undefined,
    'values',
    'yes_no',
    'months',
    'numbers',
  ])
})

test('an option out of use is offered as long as something holds it', () => {
  const options = [
    { id: 'o1', code: 'fair', label: {}, hue: 'blue' },
    { id: 'o2', code: 'old', label: {}, hue: 'blue', archived: true },
  ]
  const source = field('choice', { kind: { type: 'choice', options } })
  const offered = (held: string[]) => offeredOptions(source, new Set(held)).map(option => option.code)
  expect(offered([])).toEqual(['fair'])
  expect(offered(['old'])).toEqual(['fair', 'old'])
})
