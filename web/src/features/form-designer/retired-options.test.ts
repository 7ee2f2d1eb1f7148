import { expect, test } from 'vitest'
import type { FormDocument } from '@/api/design-types'
import type { Field } from '@/api/types'
import { heldFilter, retiredOptions } from './retired-options'

const field = (type: 'choice' | 'choices', archived: boolean): Field => ({
  id: `fld_${type}`,
  code: type,
  name: { 'zh-CN': '渠道' },
  kind: {
    type,
    options: [
      { id: 'opt_a', code: 'a', label: { 'zh-CN': '抖音' }, hue: 'red', archived },
      { id: 'opt_b', code: 'b', label: { 'zh-CN': '展会' }, hue: 'blue', archived: false },
    ],
  },
})

test('options that the draft takes out of use are found, with what finds their records', () => {
  const doc = { fields: [field('choice', true), field('choices', true)] } as FormDocument
  const found = retiredOptions(doc, [field('choice', false), field('choices', false)])
  expect(found.map(heldFilter)).toEqual([
    { field: 'choice', op: 'eq', value: 'a' },
    { field: 'choices', op: 'has_any', value: ['a'] },
  ])
  expect(retiredOptions(doc, doc.fields)).toEqual([])
})
