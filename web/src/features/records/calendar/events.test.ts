import { describe, expect, test } from 'vitest'
import type { Field, Form, RecordRow } from '@/api/types'
import { type CalendarPlan, eventOf, planOf, rescheduled, windowFilter } from './events'

const fields = [
  { code: 'at', kind: { type: 'date_time' } },
  { code: 'from', kind: { type: 'date' } },
  { code: 'to', kind: { type: 'date' }, can: { edit: false } },
  { code: 'stage', kind: { type: 'stage', options: [{ code: 'won', hue: 'green' }] } },
] as Field[]
const plan = (settings: Parameters<typeof planOf>[0]) => planOf(settings, fields) as CalendarPlan
const local = (day: number, hour = 0, minute = 0) => new Date(2026, 10, day, hour, minute).toISOString()
const row = (values: RecordRow['values']): RecordRow => ({
  id: 'r',
  rev: 1,
  values,
  display: { name: 'Deal' },
})

describe('a calendar', () => {
  test('asks for the days on the screen, moments from midnight to midnight where the person is', () => {
    expect(windowFilter(plan({ start: 'from' }), ['2026-11-01', '2026-11-02'])).toEqual({
      field: 'from',
      op: 'between',
      value: ['2026-11-01', '2026-11-02'],
    })
    const moments = windowFilter(plan({ start: 'at' }), ['2026-11-01']) as { value: string[] }
    expect(moments.value[0]).toBe(local(1))
    expect(Date.parse(moments.value[1] ?? '')).toBe(Date.parse(local(2)) - 1)
  })
  test('asks for what began before and still runs', () => {
    const filter = windowFilter(plan({ start: 'from', end: 'to' }), ['2026-11-01', '2026-11-30'])
    expect(JSON.stringify(filter)).toContain('{"field":"to","op":"ge","value":"2026-11-01"}')
  })
  test('cannot be changed where one of its fields cannot', () => {
    expect([plan({ start: 'from' }).editable, plan({ start: 'from', end: 'to' }).editable]).toEqual([
      true,
      false,
    ])
    expect(planOf({ start: 'gone' }, fields)).toBeUndefined()
  })
  test('shows a record from its start to its end, in the colour of its stage', () => {
    const span = plan({ start: 'from', end: 'to', colour: 'stage' })
    const form = { title: 'name' } as Form
    expect(
      eventOf(form, span, row({ from: '2026-11-01', to: '2026-11-03', stage: 'won' }), '–'),
    ).toMatchObject({ title: 'Deal', hue: 'green', firstDay: '2026-11-01', lastDay: '2026-11-03' })
    const backwards = eventOf(form, span, row({ from: '2026-11-05', to: '2026-11-03', stage: null }), '–')
    expect(backwards).toMatchObject({ lastDay: '2026-11-05', end: undefined })
    expect(eventOf(form, span, row({ from: null }), '–')).toBeUndefined()
  })
})

describe('a move', () => {
  const meeting = { start: local(21, 9, 30), end: local(21, 11), firstDay: '2026-11-21' }
  test('by days keeps the time of day and the length', () => {
    expect(rescheduled(meeting, { isDate: false }, { day: '2026-11-24' })).toEqual({
      start: local(24, 9, 30),
      end: local(24, 11),
    })
  })
  test('to a time keeps the length', () => {
    expect(rescheduled(meeting, { isDate: false }, { day: '2026-11-22', minutes: 840 })).toEqual({
      start: local(22, 14),
      end: local(22, 15, 30),
    })
  })
  test('of a day is a day', () => {
    const day = { start: '2026-11-21', end: undefined, firstDay: '2026-11-21' }
    expect(rescheduled(day, { isDate: true }, { day: '2026-12-01', minutes: 60 })).toEqual({
      start: '2026-12-01',
      end: undefined,
    })
  })
})
