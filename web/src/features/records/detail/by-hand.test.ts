import { expect, test } from 'vitest'
import type { Field, Form, RecordRow } from '@/api/types'
import { actionTo, byHand, tellingActions } from './by-hand'

const options = ['new', 'talking', 'converted'].map(code => ({ id: code, code, label: {} }))
const status: Field = { id: 's', code: 'status', name: {}, kind: { type: 'stage', options } } as never
const does = { type: 'convert', mark: { status: 'converted' }, steps: [{ link_back: 'customer' }] }
const convert = { code: 'convert', name: { en: 'Convert' }, does }
const form = { code: 'lead', title: 'name', fields: [status], actions: [convert] } as unknown as Form
const codes = (field: Field) => field.kind.options?.map(option => option.code)

test('what an action marks at its end is reached by that action', () => {
  expect(actionTo(form, 'status', 'converted')).toBe(convert)
  expect(actionTo(form, 'status', 'talking')).toBeUndefined()
  expect(actionTo(form, 'source', 'converted')).toBeUndefined()
})

test('it is not offered to be set by hand, unless the record holds it', () => {
  expect(codes(byHand(form, status))).toEqual(['new', 'talking'])
  expect(codes(byHand(form, status, 'converted'))).toEqual(['new', 'talking', 'converted'])
})

test('a form without such an action offers all', () => {
  expect(byHand({ ...form, actions: [] }, status)).toBe(status)
})

test('where values are set it is shown with what leads there, and cannot be picked', () => {
  const told = (values?: RecordRow['values']) => {
    const record = values && ({ id: 'rec_1', rev: 1, values, display: {} } as RecordRow)
    return tellingActions(form, status, record).kind.options?.map(option => option.reachedBy)
  }
  const leads = [undefined, undefined, { en: 'Convert' }]
  expect(told()).toEqual(leads)
  expect(told({ status: 'new', customer: null })).toEqual(leads)
  const free = [undefined, undefined, undefined]
  expect(told({ status: 'converted' })).toEqual(free)
  const done = { status: 'new', customer: 'rec_2' }
  expect(told(done), 'it was carried out').toEqual(free)
  const record = { id: 'rec_1', rev: 1, values: done, display: {} } as RecordRow
  expect(actionTo(form, 'status', 'converted', record)).toBeUndefined()
})
