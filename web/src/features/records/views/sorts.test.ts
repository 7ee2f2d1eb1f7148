import { expect, test } from 'vitest'
import type { Form } from '@/api/types'
import { kindOf } from '@/features/fields/registry'
import { orderly } from './sorts'

const field = (code: string, type: string, more = {}) => ({
  id: code,
  code,
  name: {},
  kind: { type },
  ...more,
})
const form = {
  code: 'opportunity',
  title: 'name',
  fields: [
    field('name', 'text'),
    field('customer', 'link'),
    field('tags', 'choices'),
    field('account', 'text', { sensitive: true }),
  ],
} as unknown as Form
const by = (code: string) => ({ field: code, descending: false })

test('what has no order, or is gone, is left out of a sort and named', () => {
  const sort = ['customer', 'name', 'tags', 'account', 'was_here'].map(by)
  expect(orderly(form, sort)).toEqual({
    sort: [by('name')],
    dropped: ['customer', 'tags', 'account', 'was_here'],
  })
})

test('a sort by what every record has is left as it is', () => {
  const sort = ['created_at', 'owner', 'department', 'idle_days', 'deleted_at'].map(by)
  expect(orderly(form, sort).sort).toBe(sort)
})

test('no column is offered as an order that would be left out', () => {
  for (const one of form.fields)
    if (kindOf(one).sortable) expect(orderly(form, [by(one.code)]).dropped).toEqual([])
})
