import { expect, test } from 'vitest'
import type { FormDocument } from '@/api/design-types'
import { newField, renamed, withNewField } from './shape-form'

const doc: FormDocument = {
  id: 'frm_1',
  code: 'lead',
  name: 'Lead',
  version: 1,
  title: 'name',
  fields: [
    { id: 'fld_1', code: 'text', name: { 'zh-CN': '名称', en: 'Name' }, kind: { type: 'text' } },
    { id: 'fld_2', code: 'text_2', name: '旧', kind: { type: 'text' }, archived: true },
  ],
}
test('a new field has a code that no other has, archived ones included', () => {
  const field = newField(doc, 'text', '备注', [], 'CNY')
  expect(field.code).toBe('text_3')
  expect(withNewField(doc, field).fields).toHaveLength(3)
})

test('a new choice has its options in their order', () => {
  const { kind } = newField(doc, 'choice', '等级', ['甲', '乙'], 'CNY')
  expect(kind.options?.map(option => option.label)).toEqual([{ 'zh-CN': '甲' }, { 'zh-CN': '乙' }])
  expect(new Set(kind.options?.map(option => option.code)).size).toBe(2)
})

test('a new name in one language leaves the other', () => {
  expect(renamed(doc, 'fld_1', '公司').fields[0]?.name).toEqual({ 'zh-CN': '公司', en: 'Name' })
  expect(renamed(doc, 'fld_2', '新').fields[1]?.name).toEqual({ 'zh-CN': '新' })
})

test('new money is in the given currency, with its digits', () => {
  expect(newField(doc, 'money', '金额', [], 'GBP').kind).toEqual({
    type: 'money',
    decimals: 2,
    currency: 'GBP',
  })
  expect(newField(doc, 'money', '金额', [], 'JPY').kind.decimals).toBe(0)
})
