import { expect, test } from 'vitest'
import type { Field, Form } from '@/api/types'
import { OPS, type OpGroup } from '@/features/fields/ops'
import { setLanguage } from '@/i18n/setup'
import { linkedFields, speaksOfLinks } from './filter-fields'
import { opWords } from './op-words'
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

test('one of several is told from a single one', () => {
  const owner = (op: string, value: string[]) =>
    sentence({ field: 'owner', op, value }, fields, new Map([['usr_1', '王芳']]))
  expect(owner('in', ['me', 'usr_1'])).toBe('负责人 是任一 我、王芳')
  expect(owner('in', ['usr_1'])).toBe('负责人 是 王芳')
  expect(owner('not_in', ['me', 'usr_1'])).toBe('负责人 都不是 我、王芳')
  expect(owner('not_in', ['usr_1'])).toBe('负责人 不是 王芳')
})

test.each(['zh-CN', 'en'] as const)(
  'no two operators of a field have the same words in %s',
  async language => {
    await setLanguage(language)
    for (const group of Object.keys(OPS) as OpGroup[]) {
      const said = OPS[group].map(op => opWords(group, op))
      expect(new Set(said).size, `${group}: ${said.join('、')}`).toBe(said.length)
    }
  },
)

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
