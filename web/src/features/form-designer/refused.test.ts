import { expect, test } from 'vitest'
import '@/features/designer/words'
import type { FormDocument } from '@/api/design-types'
import { Problem } from '@/api/http'
import { problemWords } from './problem-words'
import { refusedProblems } from './refused'

test('a document that was not saved says which field is wrong, and how', () => {
  const doc: FormDocument = {
    id: 'frm_a',
    code: 'visit',
    name: { 'zh-CN': '拜访' },
    version: 0,
    title: 'a',
    fields: [
      { id: 'fld_a', code: 'a', name: { 'zh-CN': '名称' }, kind: { type: 'text' } },
      { id: 'fld_b', code: 'b', name: { 'zh-CN': '渠道' }, kind: { type: 'choice', options: [] } },
    ],
  }
  const errors = [{ code: 'unknown_option', field: 'form.fields.1.default', params: { text: 'z' } }]
  const problems = refusedProblems(new Problem(422, { code: 'invalid', errors }))
  expect(problems.map(problem => problemWords(doc, problem))).toEqual(['渠道：没有这个选项'])
  expect(refusedProblems(new Problem(0, {}))).toEqual([])
})
