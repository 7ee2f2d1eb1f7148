import { beforeEach, describe, expect, test } from 'vitest'
import type { ColumnTarget, Import, ImportColumn } from '@/api/import-types'
import type { Field, Form } from '@/api/types'
import { i18n } from '@/i18n/setup'
import zh from '@/i18n/zh-CN/import.json'
import { listOf } from './imported-list'
import { aim, contested, fillable, NEW_OPTION, targetKey, targetOf } from './mapping'
import { keptElsewhere, newFields, spelledOf, willMake, withoutNewFields } from './new-fields'

const field = (code: string, extra: Partial<Field> = {}): Field => ({
  id: `fld_${code}`,
  code,
  name: { 'zh-CN': code },
  kind: { type: 'text' },
  ...extra,
})
const column = (index: number, to: ColumnTarget, extra: Partial<ImportColumn> = {}): ImportColumn => ({
  index,
  header: `c${index}`,
  sample: [],
  blank: 0,
  distinct: 0,
  to,
  reason: { code: 'header', params: {} },
  empty_words: [],
  ...extra,
})
const one = (columns: ImportColumn[], form: string | null = 'lead'): Import => ({
  id: 'imp_1',
  file: { name: 'a.csv', format: 'text', size: 1 },
  sheets: [],
  sheet: 0,
  header_row: 1,
  rows: 100,
  target: { form, new_form: form ? null : { name: 'N', code: 'n' } },
  mode: 'new',
  key: [],
  duplicates: 'skip',
  columns,
  problems: { errors: 0, warnings: 0, sample: [] },
  duplicates_found: { in_file: 0, in_store: 0 },
  state: 'draft',
})
const form = (fields: Field[], actions: Form['actions'] = []): Form =>
  ({ code: 'lead', title: 'company', fields, actions }) as unknown as Form

beforeEach(async () => {
  i18n.addResourceBundle('zh-CN', 'import', zh)
})

describe('what an import makes besides records', () => {
  const columns = [
    column(0, { field: 'company' }),
    column(1, { new_field: field('floor') }),
    column(2, { field: 'source' }, { values: [{ from: '广交会', count: 3, to: NEW_OPTION }] }),
    column(3, { new_field: field('seat') }),
  ]
  test('is said before it runs, and nothing is said of a form that is made itself', () => {
    expect(willMake(one(columns))).toBe('将新建 2 个字段、1 个选项')
    expect(willMake(one(columns.slice(0, 1)))).toBe('')
    expect(newFields(one(columns, null))).toEqual([])
  })
  test('spellings of one word are shown as the one option that is made of them', () => {
    const spelled = spelledOf([
      { from: 'Linkedin', count: 3, to: NEW_OPTION },
      { from: 'LinkedIn', count: 40, to: NEW_OPTION },
      { from: 'Linked in', count: 1, to: '' },
    ])
    expect(['Linkedin', 'LinkedIn', 'Fair'].map(spelled)).toEqual(['LinkedIn', 'LinkedIn', 'Fair'])
  })

  test('a field that comes back is no new one', () => {
    expect(willMake(one(columns.map(column => ({ ...column, values: [] }))))).toBe('将新建 2 个字段')
    const back = columns.map(column => ({ ...column, values: [], back: true }))
    expect(willMake(one(back))).toBe('将恢复撤销导入时停用的 2 个字段')
  })

  test('counts a word once however it is spelled, and options that come back', () => {
    const values = [
      { from: 'Trade Show', count: 48, to: NEW_OPTION },
      { from: 'trade  show', count: 39, to: NEW_OPTION },
      { from: 'LinkedIn', count: 3, to: NEW_OPTION },
      { from: '广交会', count: 3, to: 'fair', back: true },
      { from: ' 广交会', count: 1, to: 'fair', back: true },
    ]
    const both = [column(2, { field: 'source' }, { values })]
    expect(willMake(one(both))).toBe('将新建 2 个选项，将恢复撤销导入时停用的 1 个选项')
  })
  test('is left out, or kept as a note, with one switch', () => {
    expect(withoutNewFields(one(columns), 'skip')).toEqual([
      { index: 1, to: null },
      { index: 3, to: null },
    ])
    const before = new Map<number, ColumnTarget>([[1, columns[1]?.to ?? null]])
    expect(keptElsewhere(before, 'note')).toEqual([{ index: 1, to: { note: true } }])
  })
})

test('several columns may be kept in the note', () => {
  const columns = [column(0, { note: true }), column(1, null)]
  expect(targetOf('note', columns[1] as ImportColumn)).toEqual({ note: true })
  expect(targetKey({ note: true })).toBe('note')
  expect(aim(columns, { index: 1, to: { note: true } })).toEqual([{ index: 1, to: { note: true } }])
  expect(contested([column(0, { note: true }), column(1, { note: true })]).size).toBe(0)
})

test('nothing goes into what a button of the form fills, nor into serial numbers', () => {
  const convert = { type: 'convert', steps: [{ link_back: 'customer' }, {}] }
  const fields = [
    field('company'),
    field('number', { kind: { type: 'auto_number' } }),
    field('old', { archived: true }),
    field('customer', { kind: { type: 'link', form: 'customer' } }),
  ]
  const shown = fillable(form(fields, [{ code: 'convert', name: 'C', does: convert }]))
  expect(shown.map(({ code }) => code)).toEqual(['company'])
})

test('the list of an import shows the title and what the file filled, the fullest first', () => {
  const fields = ['company', 'email', 'city', 'empty'].map(code => field(code))
  const columns = [
    column(0, { field: 'email' }, { blank: 60 }),
    column(1, { field: 'city' }, { blank: 10 }),
    column(2, { field: 'empty' }, { blank: 100 }),
    column(3, { field: 'company' }, { blank: 0 }),
    column(4, { system: 'owner' }, { blank: 20 }),
    column(5, null),
  ]
  const filter = { field: 'created_at', op: 'ge', value: '2026-11-21T00:00:00Z' }
  const list = listOf(one(columns), form(fields), filter)
  expect(list.layout?.columns?.map(({ field: code }) => code)).toEqual(['company', 'city', 'owner', 'email'])
  expect(list.filter).toEqual(filter)
})
