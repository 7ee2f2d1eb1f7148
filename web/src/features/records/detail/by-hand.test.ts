import { expect, test } from 'vitest'
import type { Field, Form } from '@/api/types'
import { actionTo, byHand } from './by-hand'

const options = ['new', 'talking', 'converted'].map(code => ({ id: code, code, label: {} }))
const status: Field = { id: 's', code: 'status', name: {}, kind: { type: 'stage', options } } as never
const convert = { code: 'convert', name: {}, does: { type: 'convert', mark: { status: 'converted' } } }
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
