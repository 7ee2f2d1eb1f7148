import { expect, test } from 'vitest'
import type { Field, Form } from '@/api/types'
import { linkedFields, speaksOfLinks } from './filter-fields'
import { sentence } from './sentence'

const field = (code: string, name: string, kind: Field['kind']): Field => ({ id: code, code, name, kind })
const own = [
  field('amount', '金额', { type: 'money', currency: 'CNY' }),
  field('customer', '客户', { type: 'link', form: 'customer' }),
  field('contacts', '联系人', { type: 'link', form: 'contact', many: true }),
  field('owner', '负责人', { type: 'person' }),
]
const customer = {
  code: 'customer',
  fields: [field('region', '地区', { type: 'text' })],
} as unknown as Form
const fields = [...own, ...linkedFields(own, new Map([['customer', customer]]))]
test('a filter reads as a sentence, groups within it in brackets', () => {
  expect(
    sentence(
      {
        and: [
          { field: 'amount', op: 'gt', value: '1000' },
          {
            or: [
              { field: 'owner', op: 'in', value: ['me'] },
              { field: 'customer.region', op: 'contains', value: '华东' },
            ],
          },
          { field: 'amount', op: 'lt' },
        ],
      },
      fields,
      new Map(),
    ),
  ).toBe('金额 大于 ¥1,000 且 （负责人 是 我 或 客户 › 地区 包含 华东）')
})

test('what must not be is said so', () => {
  expect(sentence({ not: { field: 'owner', op: 'empty' } }, fields, new Map())).toBe('不是（负责人 为空）')
})

test('fields of a linked record are reached through single links only', () => {
  const codes = linkedFields(
    own,
    new Map([
      ['customer', customer],
      ['contact', customer],
    ]),
  ).map(f => f.code)
  expect(codes).toContain('customer.region')
  expect(codes.some(code => code.startsWith('contacts.'))).toBe(false)
  expect(speaksOfLinks({ and: [{ field: 'customer.region', op: 'empty' }] })).toBe(true)
  expect(speaksOfLinks({ field: 'amount', op: 'gt', value: '1.5' })).toBe(false)
})
