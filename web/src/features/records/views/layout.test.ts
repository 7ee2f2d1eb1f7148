import { describe, expect, test } from 'vitest'
import type { Form, View } from '@/api/types'
import { kindsOf } from '@/features/fields/view-kinds'
import { changedPart, layoutOf, openingView, withSettings } from './layout'

const field = (code: string, kind: object) => ({ id: code, code, name: code, kind })
const form = {
  code: 'deal',
  title: 'name',
  fields: [
    field('name', { type: 'text' }),
    field('stage', { type: 'stage', options: [] }),
    field('amount', { type: 'money' }),
    field('close', { type: 'date' }),
    { ...field('old', { type: 'choice', options: [] }), archived: true },
  ],
} as unknown as Form
const view = (more: Partial<View> = {}): View => ({
  id: 'v',
  code: 'v',
  name: 'V',
  columns: [{ field: 'name' }, { field: 'amount' }],
  ...more,
})

describe('a layout', () => {
  test('is the view with what was changed over it', () => {
    const layout = layoutOf(form, view({ frozen: 2 }), { group: [{ field: 'stage' }] })
    expect(layout).toMatchObject({ frozen: 2, group: [{ field: 'stage' }], aggregates: {}, kanban: null })
    expect(layout.columns.map(column => column.field)).toEqual(['name', 'amount'])
  })
  test('leaves out what names fields that are not there', () => {
    const layout = layoutOf(
      form,
      view({
        columns: [{ field: 'old' }, { field: 'gone' }, { field: 'amount' }, { field: 'amount' }],
        group: [{ field: 'gone' }],
        aggregates: { gone: 'sum', amount: 'sum' },
        kanban: { field: 'amount' },
        calendar: { start: 'close', end: 'created_at', colour: 'amount', mode: 'week' },
      }),
      undefined,
    )
    expect(layout.columns.map(column => column.field)).toEqual(['name', 'amount'])
    expect([layout.group, layout.aggregates, layout.kanban]).toEqual([[], { amount: 'sum' }, null])
    expect(layout.calendar).toEqual({ start: 'close', mode: 'week' })
  })
  test('is changed only where it differs from the view', () => {
    const saved = view({ frozen: 1 })
    expect(changedPart(saved, { frozen: 1, columns: saved.columns })).toBeUndefined()
    expect(changedPart(saved, { frozen: 2, group: [] })).toEqual({ frozen: 2 })
    expect(changedPart(saved, { frozen: null })).toEqual({ frozen: null })
  })
  test('begins a board by stage with amounts, and a calendar by when to follow up', () => {
    const layout = layoutOf(form, view({ columns: [{ field: 'name' }, { field: 'close' }] }), undefined)
    expect(withSettings(form, 'kanban', layout).kanban).toEqual({
      field: 'stage',
      fields: ['close'],
      sum: 'amount',
    })
    expect(withSettings(form, 'calendar', layout).calendar).toEqual({
      start: 'next_activity_at',
      colour: 'stage',
    })
    expect(withSettings(form, 'table', layout)).toBe(layout)
    expect(kindsOf(form)).toEqual(['table', 'kanban', 'calendar'])
  })
})

test("one's own default opens first, then everybody's, then the first tab", () => {
  const [first, shared, mine] = [
    view({ code: 'a' }),
    view({ code: 'b', default: true }),
    view({ code: 'c', default: true, shared: false }),
  ]
  expect(openingView([first, shared, mine])?.code).toBe('c')
  expect(openingView([first, shared])?.code).toBe('b')
  expect(openingView([first])?.code).toBe('a')
  expect(openingView([])).toBeUndefined()
})
