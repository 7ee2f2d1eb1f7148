import { describe, expect, test } from 'vitest'
import type { FormDocument } from '@/api/design-types'
import type { Field } from '@/api/types'
import { codeFrom, culpritOf, freeCode, sectionsOf, stepPlace } from './document'
import * as edits from './edits'
import { addOptions, moveOption, removeOption } from './option-edits'

const field = (code: string, extra: Partial<Field> = {}): Field => ({
  id: `fld_${code}`,
  code,
  name: { 'zh-CN': code },
  kind: { type: 'text' },
  ...extra,
})
const form = (extra: Partial<FormDocument> = {}): FormDocument => ({
  id: 'frm_1',
  code: 'lead',
  name: { 'zh-CN': '线索' },
  version: 1,
  title: 'a',
  fields: [field('a'), field('b'), field('c'), field('d')],
  groups: [
    { name: { 'zh-CN': '一' }, fields: ['b', 'a'] },
    { name: { 'zh-CN': '二' }, fields: ['c'] },
  ],
  ...extra,
})
const shown = (doc: FormDocument) => sectionsOf(doc).map(section => section.fields.map(f => f.code).join(''))

describe('layout of a form', () => {
  test('fields that no group names come last', () => {
    expect(shown(form())).toEqual(['ba', 'c', 'd'])
  })

  test('a field moves within its group, to another and out of all', () => {
    const doc = form()
    expect(shown(edits.moveField('fld_b', { group: 0, index: 1 }).apply(doc))).toEqual(['ab', 'c', 'd'])
    expect(shown(edits.moveField('fld_b', { group: 1, index: 0 }).apply(doc))).toEqual(['a', 'bc', 'd'])
    expect(shown(edits.moveField('fld_b', { group: undefined, index: 1 }).apply(doc))).toEqual([
      'a',
      'c',
      'db',
    ])
  })

  test('moving a field to where it stands changes nothing', () => {
    const doc = form()
    expect(edits.moveField('fld_a', { group: 0, index: 1 }).apply(doc)).toBe(doc)
  })

  test('a step down from the end of a group enters the next', () => {
    expect(stepPlace(form(), 'fld_a', 1)).toEqual({ group: 1, index: 0 })
    expect(stepPlace(form(), 'fld_c', -1)).toEqual({ group: 0, index: 2 })
    expect(stepPlace(form(), 'fld_b', -1)).toBeUndefined()
  })

  test('archived fields hold no place in a group', () => {
    const doc = form({ fields: [field('a'), field('b', { archived: true }), field('c'), field('d')] })
    expect(shown(edits.moveField('fld_d', { group: 0, index: 0 }).apply(doc))).toEqual(['da', 'c', ''])
  })

  test('the first heading takes in what stood under none', () => {
    const doc = form({ groups: [] })
    expect(shown(edits.addGroup({ 'zh-CN': '基本' }).apply(doc))).toEqual(['abcd', ''])
  })

  test('a group that no longer begins a tab is as it was', () => {
    const tabbed = edits.setTab(1, true).apply(form())
    expect(tabbed.groups?.map(group => group.tab)).toEqual([undefined, true])
    expect(edits.setTab(1, false).apply(tabbed)).toEqual(form())
  })

  test('removing a heading keeps its fields', () => {
    expect(shown(edits.removeGroup(1).apply(form()))).toEqual(['bac', 'd'])
    expect(shown(edits.removeGroup(0).apply(form()))).toEqual(['c', 'abd'])
  })
})

describe('fields of a form', () => {
  test('a published field is archived, a new one goes', () => {
    const kept = edits.removeField('fld_a', true).apply(form())
    expect(kept.fields.find(f => f.code === 'a')?.archived).toBe(true)
    expect(shown(kept)).toEqual(['b', 'c', 'd'])
    expect(edits.removeField('fld_a', false).apply(form()).fields).toHaveLength(3)
  })

  test('a copy stands below with ids and a code of its own', () => {
    const doc = form({
      fields: [field('a', { kind: { type: 'choice', options: [{ id: 'opt_1', code: 'x', label: 'x' }] } })],
      groups: [],
    })
    const copy = edits.copyField('fld_a', () => 'copy').apply(doc).fields[1]
    expect(copy?.code).toBe('a_2')
    expect(copy?.kind.options?.[0]?.id).not.toBe('opt_1')
    expect(copy?.kind.options?.[0]?.code).toBe('x')
  })

  test('a new code is known wherever the old one was named', () => {
    const doc = edits.setCode('fld_a', 'company').apply(form())
    expect(doc.title).toBe('company')
    expect(doc.groups?.[0]?.fields).toEqual(['b', 'company'])
  })

  test('an English name suggests a free code, a Chinese one none', () => {
    expect(codeFrom('Unit price (CNY)')).toBe('unit_price_cny')
    expect(codeFrom('单价')).toBeUndefined()
    expect(codeFrom('2nd phone')).toBe('nd_phone')
    expect(freeCode('text', ['text', 'text_2'])).toBe('text_3')
  })

  test('settings that are cleared go from the document', () => {
    const doc = form({ fields: [field('a', { kind: { type: 'number', min: '1' } })] })
    expect(edits.setKind('fld_a', { min: undefined } as object).apply(doc).fields[0]?.kind).toEqual({
      type: 'number',
    })
  })
})

describe('options of a field', () => {
  const doc = form({
    fields: [
      field('a', {
        default: 'x',
        kind: {
          type: 'choice',
          options: [
            { id: 'opt_1', code: 'x', label: { 'zh-CN': '甲' } },
            { id: 'opt_2', code: 'y', label: { 'zh-CN': '乙' } },
          ],
        },
      }),
    ],
  })
  const labels = (next: FormDocument) => next.fields[0]?.kind.options?.map(o => o.code)

  test('a pasted list adds what is not there yet', () => {
    const next = addOptions('fld_a', ['乙', '丙', '丙']).apply(doc)
    expect(labels(next)).toEqual(['x', 'y', 'option_3'])
  })

  test('options change places', () => {
    expect(labels(moveOption('fld_a', 'opt_2', 0).apply(doc))).toEqual(['y', 'x'])
    expect(labels(moveOption('fld_a', 'opt_2', -1).apply(doc))).toEqual(['x', 'y'])
  })

  test('an option that goes takes the default with it', () => {
    expect(removeOption('fld_a', 'opt_1', true).apply(doc).fields[0]?.default).toBeUndefined()
    expect(removeOption('fld_a', 'opt_2', true).apply(doc).fields[0]?.default).toBe('x')
  })
})

test('the path of a problem names its culprit', () => {
  expect(culpritOf(form(), 'fields.1.kind.options')).toEqual({ field: 'fld_b' })
  expect(culpritOf(form(), 'groups.1.name')).toEqual({ group: 1 })
  expect(culpritOf(form(), 'title')).toEqual({ form: true })
})

test('a field that becomes sensitive loses its default, and one without any is not given an empty one', () => {
  const doc = form({ fields: [field('a', { default: 'x' }), field('b')] })
  const sealed = edits.setSensitive('fld_a', true).apply(edits.setSensitive('fld_b', true).apply(doc))
  expect(sealed.fields.map(f => [f.sensitive, 'default' in f])).toEqual([
    [true, false],
    [true, false],
  ])
  expect(edits.setSensitive('fld_a', false).apply(doc).fields[0]?.default).toBe('x')
})
