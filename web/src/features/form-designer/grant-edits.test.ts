import { beforeEach, describe, expect, test } from 'vitest'
import type { FormDocument } from '@/api/design-types'
import type { Field } from '@/api/types'
import { begin, commit, undo } from '@/features/designer/history'
import { setLanguage } from '@/i18n/setup'
import { differenceText } from './difference-words'
import { removeField, setCode } from './edits'
import { blockersOf, fieldRight, grantOf, mayDo, setFieldRight, setRight, setScope } from './grant-edits'
import { rightsSentence } from './grant-words'

// The designers' words come with the designers, when there is something to add them to.
beforeEach(async () => {
  await import('@/features/designer/words')
})

const field = (code: string, extra: Partial<Field> = {}): Field => ({
  id: `fld_${code}`,
  code,
  name: { 'zh-CN': code },
  kind: { type: 'text' },
  ...extra,
})
const [name, price, number] = [field('名称'), field('底价'), field('编号', { kind: { type: 'auto_number' } })]
const form: FormDocument = {
  id: 'frm_1',
  code: 'lead',
  name: { 'zh-CN': '线索' },
  version: 1,
  title: '名称',
  fields: [name, price, number],
}

describe('rights in the draft', () => {
  test('a form that says nothing has the usual ones, and keeps those of the others when one is changed', () => {
    expect(mayDo(grantOf(form, 'member'), 'export')).toBe(false)
    const next = setScope('member', 'own').apply(form)
    expect(next.grants?.map(grant => [grant.role, grant.sees])).toEqual([
      ['administrator', 'all'],
      ['builder', 'all'],
      ['member', 'own'],
    ])
    expect(mayDo(grantOf(next, 'builder'), 'export')).toBe(true)
  })

  test('what holds already is no step, and a step is taken back whole', () => {
    expect(setScope('member', 'department').apply(form)).toBe(form)
    expect(setFieldRight('member', price, 'edit').apply(form)).toBe(form)
    expect(setFieldRight('member', number, 'read').apply(form)).toBe(form)
    const edited = commit(begin(form), setRight('member', 'export', true), 1)
    expect(edited.past.map(step => step.label)).toEqual(['change_rights'])
    expect(undo(edited).doc).toBe(form)
  })

  test('a field is hidden or read only, never both', () => {
    const read = setFieldRight('member', price, 'read').apply(form)
    const hidden = setFieldRight('member', price, 'hidden').apply(read)
    expect(grantOf(hidden, 'member')).toMatchObject({ hidden: ['底价'], read_only: [] })
    expect(fieldRight(grantOf(hidden, 'builder'), price)).toBe('edit')
  })

  test('a role that the grants do not name may do nothing until it is given something', () => {
    const one = { ...form, grants: [{ role: 'builder', sees: 'all' as const }] }
    expect(rightsSentence(one, 'member')).toBe('成员不能使用这个表单。')
    const next = setScope('member', 'own').apply(one)
    expect(next.grants?.[1]).toMatchObject({ role: 'member', sees: 'own', edit: false })
  })

  test('a hidden field stays hidden under another code, and leaves nothing behind when it goes', () => {
    const hidden = setFieldRight('member', price, 'hidden').apply(form)
    expect(grantOf(setCode(price.id, 'floor').apply(hidden), 'member').hidden).toEqual(['floor'])
    expect(grantOf(removeField(price.id, false).apply(hidden), 'member').hidden).toEqual([])
    expect(grantOf(removeField(price.id, true).apply(hidden), 'member').hidden).toEqual(['底价'])
  })

  test('a required field that a role cannot fill in keeps it from making records', () => {
    const asked = {
      ...form,
      fields: [
        { ...name, required: true },
        { ...price, required: true, default: '1' },
      ],
    }
    const read = setFieldRight('member', name, 'read').apply(asked)
    const both = setFieldRight('member', price, 'hidden').apply(read)
    expect(blockersOf(both, 'member').map(f => f.code)).toEqual(['名称'])
    expect(blockersOf(setRight('member', 'create', false).apply(both), 'member')).toEqual([])
  })
})

test('a sentence says what the grants of a role come to', async () => {
  const hidden = setFieldRight('member', price, 'hidden').apply(form)
  const fixed = setFieldRight('member', name, 'read').apply(hidden)
  expect(rightsSentence(fixed, 'member')).toBe(
    '成员看到本人负责和本部门的记录，可以新建、编辑、删除，不能导出、导入，看不到“底价”，不能修改“名称”。',
  )
  expect(rightsSentence(setScope('member', 'none').apply(fixed), 'member')).toBe(
    '成员看不到任何记录，可以新建，看不到“底价”。',
  )
  await setLanguage('en')
  expect(rightsSentence(form, 'member')).toBe(
    'Members see their own records and those of the department; can create, edit, delete; cannot export, import.',
  )
})

test('differences between grants are told with the words of roles and rights', () => {
  const told = (code: string, params: Record<string, unknown>) => differenceText({ code, params })
  expect(told('sight_changed', { role: 'member', from: 'own', to: 'department' })).toBe(
    '权限：成员 查看范围 本人负责 → 本部门',
  )
  expect(told('right_changed', { role: 'member', right: 'export', to: false })).toBe('权限：成员 不能再导出')
  expect(
    told('field_right_changed', { role: 'member', name: { 'zh-CN': '底价' }, from: 'edit', to: 'hidden' }),
  ).toBe('权限：成员 对“底价” 可编辑 → 隐藏')
})

test('a new field without a name is said to have none', () => {
  const told = differenceText({ code: 'field_added', params: { name: {}, kind: 'text' } })
  expect(told).toContain('未命名')
  expect(told).not.toContain('object')
})
