import { expect, test } from 'vitest'
import type { Field, Form } from '@/api/types'
import { dropOwnerless } from '@/lib/own-key'
import { keepDraft, readDraft } from './draft'

const field = (code: string, more: Partial<Field> = {}): Field =>
  ({ id: code, code, name: { zh: code }, kind: { type: 'text' }, ...more }) as Field
const form = (...fields: Field[]): Form => ({ code: 'lead', fields }) as unknown as Form
const LEAD = form(field('name'), field('account', { sensitive: true }))
const stored = () => Object.values(localStorage).join()

test('what was typed into a new record is found again by its writer, not by the next person on the machine', () => {
  keepDraft('usr_1', LEAD, { name: '华为', owner: 'usr_1' })
  expect(readDraft('usr_1', LEAD)).toEqual({ name: '华为' })
  expect(readDraft('usr_2', LEAD)).toEqual({})
  keepDraft('usr_1', LEAD, undefined)
  expect(readDraft('usr_1', LEAD)).toEqual({})
})

test('a sensitive value is written nowhere', () => {
  keepDraft('usr_1', LEAD, { name: '华为', account: '6222' })
  expect(readDraft('usr_1', LEAD)).toEqual({ name: '华为' })
  expect(stored()).not.toContain('6222')
})

test('a field that became sensitive takes its value out of the draft that lies there', () => {
  keepDraft('usr_1', form(field('name'), field('account')), { name: '华为', account: '6222' })
  expect(readDraft('usr_1', LEAD)).toEqual({ name: '华为' })
  expect(stored()).not.toContain('6222')
})

test('drafts that do not say whose they are go at the start, and nothing else does', () => {
  const left = ['clew.drafts.follow_ups', 'clew.drafts/k1', 'clew.own.usr_1.draft.lead', 'clew.theme']
  for (const key of [
    'clew.draft.lead',
    'clew.activity.rec_1.people',
    'clew.edit.act_1.people',
    'clew.remark.act_1',
    ...left,
  ])
    localStorage.setItem(key, '"x"')
  dropOwnerless()
  expect(Object.keys(localStorage).sort()).toEqual(left)
})
