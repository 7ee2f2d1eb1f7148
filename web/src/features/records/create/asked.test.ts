import { expect, test } from 'vitest'
import type { Form } from '@/api/types'
import { askedSections } from './asked'

const field = (code: string, kind: object = { type: 'text' }, extra: object = {}) => ({
  id: code,
  code,
  name: { en: code },
  kind,
  can: { edit: true },
  ...extra,
})
const form = {
  code: 'inquiry',
  title: 'company',
  fields: [
    field('company'),
    field('need'),
    field('number', { type: 'auto_number' }),
    field('order', { type: 'link', form: 'order' }),
  ],
  groups: [
    { name: { en: 'Basics' }, fields: ['company'] },
    { name: { en: 'Outcome' }, fields: ['order', 'number'] },
  ],
  actions: [{ code: 'convert', name: {}, does: { type: 'convert', steps: [{ link_back: 'order' }] } }],
} as unknown as Form

const asked = (preset: Record<string, string> = {}) =>
  askedSections(form, preset).map(section => section.fields.map(one => one.code))

test('a new record is not asked for what only an action fills in, but for who is responsible', () => {
  expect(asked()).toEqual([['company', 'owner'], ['need']])
})

test('what somebody began with is shown all the same', () => {
  expect(asked({ order: 'rec_1' })).toEqual([['company', 'owner'], ['order'], ['need']])
})

test('what must be filled is asked for whoever fills it later', () => {
  const required = { ...form, fields: form.fields.map(one => ({ ...one, required: true })) }
  expect(askedSections(required, {}).flatMap(section => section.fields.map(one => one.code))).toContain(
    'order',
  )
})
