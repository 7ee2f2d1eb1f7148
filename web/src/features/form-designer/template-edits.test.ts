import { expect, test } from 'vitest'
import type { FormDocument } from '@/api/design-types'
import { addTemplate, changeTemplate, moveTemplate, removeTemplate, wordTemplate } from './template-edits'

const form: FormDocument = {
  id: 'frm_1',
  code: 'lead',
  name: { 'zh-CN': '线索' },
  version: 1,
  title: 'a',
  fields: [],
  activity_templates: [
    { code: 'template', label: { 'zh-CN': '未接通' }, kind: 'call', next_in_days: 1 },
    { code: 'quoted', label: { 'zh-CN': '已发报价' }, kind: 'message' },
  ],
}
const codes = (doc: FormDocument) => doc.activity_templates?.map(one => one.code)

test('a new template has a code of its own, in a form without any too', () => {
  expect(codes(addTemplate().apply(form))).toEqual(['template', 'quoted', 'template_2'])
  const { activity_templates: _, ...bare } = form
  expect(addTemplate().apply(bare).activity_templates).toEqual([
    { code: 'template', label: {}, kind: 'call' },
  ])
})

test('words are changed in one language, days are taken away', () => {
  const worded = wordTemplate('quoted', 'text', 'en', 'Sent').apply(form)
  expect(worded.activity_templates?.[1]?.text).toEqual({ en: 'Sent' })
  const undated = changeTemplate('template', { next_in_days: undefined }).apply(worded)
  expect(undated.activity_templates?.[0]).toEqual({
    code: 'template',
    label: { 'zh-CN': '未接通' },
    kind: 'call',
  })
})

test('templates change places, and stay where there is none to change with', () => {
  expect(codes(moveTemplate('quoted', -1).apply(form))).toEqual(['quoted', 'template'])
  expect(moveTemplate('quoted', 1).apply(form)).toBe(form)
  expect(codes(removeTemplate('template').apply(form))).toEqual(['quoted'])
})
