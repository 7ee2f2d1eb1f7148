import { expect, test } from 'vitest'
import type { Form, View } from '@/api/types'
import { changedPart, layoutOf } from './layout'
import { asLooked, withoutLook } from './look'

const field = (code: string, type: string) => ({ code, name: { en: code }, kind: { type } })
const form = {
  code: 'lead',
  title: 'company',
  fields: [
    field('company', 'text'),
    field('stage', 'stage'),
    field('source', 'choice'),
    field('day', 'date'),
  ],
} as unknown as Form
const view = {
  code: 'all',
  columns: [{ field: 'company' }],
  kanban: { field: 'stage', collapsed: ['lost'] },
  calendar: { start: 'day' },
} as unknown as View
const laid = layoutOf(form, view, undefined)

test('what somebody folds away or looks at is seen, and is no change of the view', () => {
  const seen = asLooked(laid, { folded: ['won'], mode: 'week' })
  expect(seen.kanban).toEqual({ field: 'stage', collapsed: ['won'] })
  expect(seen.calendar).toEqual({ start: 'day', mode: 'week' })
  expect(changedPart(view, withoutLook(seen, laid))).toBeUndefined()
})

test('a setting that is changed meanwhile takes nothing of the look into the view', () => {
  const seen = asLooked(laid, { folded: [], mode: 'agenda' })
  const next = {
    kanban: { field: 'stage', ...seen.kanban, sum: 'day' },
    calendar: { start: 'day', ...seen.calendar },
  }
  expect(withoutLook(next, laid)).toEqual({
    kanban: { field: 'stage', sum: 'day', collapsed: ['lost'] },
    calendar: { start: 'day' },
  })
  expect(withoutLook({ kanban: { field: 'source', collapsed: ['lost'] } }, laid)).toEqual({
    kanban: { field: 'source' },
  })
})
