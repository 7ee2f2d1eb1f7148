import { describe, expect, test } from 'vitest'
import type { Import, ImportColumn, PreviewRow } from '@/api/import-types'
import type { Form } from '@/api/types'
import {
  aim,
  blockers,
  contested,
  kindFor,
  openQuestions,
  rowsToWrite,
  ruleOf,
  rulesFor,
  targetKey,
  targetOf,
} from './mapping'
import { applyPatch, mergePatches } from './patch'

const column = (index: number, extra: Partial<ImportColumn> = {}): ImportColumn => ({
  index,
  header: `c${index}`,
  sample: [],
  blank: 0,
  distinct: 0,
  to: null,
  reason: { code: 'header', params: {} },
  empty_words: [],
  ...extra,
})
const made = (extra: Partial<Import> = {}): Import => ({
  id: 'imp_1',
  file: { name: 'a.csv', format: 'text', size: 1 },
  sheets: [],
  sheet: 0,
  header_row: 1,
  rows: 100,
  target: { form: 'lead', new_form: null },
  mode: 'new',
  key: [],
  duplicates: 'skip',
  columns: [column(0, { to: { field: 'company' } }), column(1)],
  problems: { errors: 3, warnings: 0, sample: [] },
  duplicates_found: { in_file: 2, in_store: 5 },
  state: 'draft',
  ...extra,
})
const form = {
  code: 'lead',
  fields: [
    { id: '1', code: 'company', name: '公司', kind: { type: 'text' }, required: true },
    { id: '2', code: 'phone', name: '手机', kind: { type: 'phone' }, required: true },
    { id: '3', code: 'status', name: '状态', kind: { type: 'stage' }, required: true, default: 'new' },
  ],
} as unknown as Form

describe('changes on their way to the server', () => {
  test('a new target shows at once and forgets matches with the old one', () => {
    const before = made({
      columns: [column(0, { to: { field: 'status' }, values: [{ from: 'x', count: 1, to: 'new' }] })],
    })
    const after = applyPatch(before, { columns: [{ index: 0, to: { field: 'source' } }] })
    expect(after.columns[0]?.to).toEqual({ field: 'source' })
    expect(after.columns[0]?.values).toBeUndefined()
    expect(before.columns[0]?.values).toHaveLength(1)
  })

  test('changes of one column gather, changes of others stay beside them', () => {
    const first = {
      columns: [
        { index: 0, empty_words: ['-'] },
        { index: 1, to: null },
      ],
    }
    const merged = mergePatches(first, {
      mode: 'both',
      columns: [{ index: 0, values: [{ from: 'x', to: 'a' }] }],
    })
    expect(merged).toEqual({
      mode: 'both',
      columns: [
        { index: 0, empty_words: ['-'], values: [{ from: 'x', to: 'a' }] },
        { index: 1, to: null },
      ],
    })
  })

  test('a later target drops earlier matches of the same column', () => {
    const first = { columns: [{ index: 0, values: [{ from: 'x', to: 'new' }] }] }
    expect(mergePatches(first, { columns: [{ index: 0, to: null }] }).columns).toEqual([
      { index: 0, to: null },
    ])
  })

  test('words are decided one by one, the last decision counting', () => {
    const word = (from: string, to: string) => ({ columns: [{ index: 0, values: [{ from, to }] }] })
    const merged = mergePatches(mergePatches(word('x', 'a'), word('y', 'b')), word('x', 'c'))
    expect(merged.columns?.[0]?.values).toEqual([
      { from: 'y', to: 'b' },
      { from: 'x', to: 'c' },
    ])
    const values = ['x', 'y', 'z'].map(from => ({ from, count: 1, to: null }))
    const shown = applyPatch(made({ columns: [column(0, { to: { field: 'status' }, values })] }), merged)
    expect(shown.columns[0]?.values?.map(value => value.to)).toEqual(['c', 'b', null])
  })

  test('choices for single rows add up', () => {
    const merged = mergePatches({ row_rules: { 3: 'skip' } }, { row_rules: { 4: 'create' } })
    expect(merged.row_rules).toEqual({ 3: 'skip', 4: 'create' })
  })
})

describe('where columns go', () => {
  test('a target and its key are the same thing', () => {
    for (const key of ['field:company', 'system:owner', 'activities', 'skip', 'new'])
      expect(targetKey(targetOf(key, column(0)))).toBe(key)
  })

  test('two columns may not fill one field', () => {
    const columns = [column(0, { to: { field: 'a' } }), column(1, { to: { field: 'a' } }), column(2)]
    expect([...contested(columns)]).toEqual(['field:a'])
  })

  test('a column that takes a target over leaves the other one out', () => {
    const columns = [column(0, { to: { field: 'a' } }), column(1)]
    expect(aim(columns, { index: 1, to: { field: 'a' } })).toEqual([
      { index: 0, to: null },
      { index: 1, to: { field: 'a' } },
    ])
    expect(aim(columns, { index: 1, to: { activities: true } })).toHaveLength(1)
    expect(aim(columns, { index: 1, empty_words: [] })).toHaveLength(1)
  })

  test('several choices are taken from within cells', () => {
    const kind = kindFor('choices', column(0, { sample: ['A、B', 'B，C', ''] }))
    expect(kind.options?.map(option => option.label)).toEqual([
      { 'zh-CN': 'A' },
      { 'zh-CN': 'B' },
      { 'zh-CN': 'C' },
    ])
  })

  test('words without an answer are open questions, left-out columns have none', () => {
    const words = {
      values: [{ from: 'x', count: 1, to: null }],
      people: { unmatched: [{ from: 'y', count: 1, near: [], to: null }] },
    }
    expect(openQuestions(column(0, { to: { field: 'status' }, ...words }))).toBe(2)
    expect(openQuestions(column(0, words))).toBe(0)
  })
})

describe('what keeps an import from running', () => {
  const codes = (one: Import) => blockers(one, form).map(blocker => blocker.code)

  test('required fields need a column, unless the form fills them itself', () => {
    expect(blockers(made(), form)).toEqual([{ code: 'required', field: 'phone' }])
  })

  test('updating needs a key that a column fills, and no required fields', () => {
    expect(codes(made({ mode: 'update' }))).toEqual(['no_key'])
    expect(codes(made({ mode: 'update', key: ['phone'] }))).toEqual(['key_not_mapped'])
    expect(codes(made({ mode: 'update', key: ['company'] }))).toEqual([])
  })

  test('a new form needs a name, and something must go somewhere', () => {
    const nameless = made({
      target: { form: null, new_form: { name: ' ', code: 'x' } },
      columns: [column(0)],
    })
    expect(blockers(nameless, undefined).map(blocker => blocker.code)).toEqual(['no_form', 'no_columns'])
  })
})

test('of a large file the rows to write are an estimate', () => {
  const outcome = { create: 4, update: 5, skip: 1, left_out: 2 }
  expect(rowsToWrite(made({ outcome }))).toBe(9)
  expect(
    rowsToWrite(made({ outcome, problems: { complete: false, errors: 3, warnings: 0, sample: [] } })),
  ).toBe(94)
})

describe('what a duplicate becomes', () => {
  const like = (by: string): PreviewRow => ({
    row: 7,
    outcome: 'update',
    cells: [],
    display: {},
    problems: [],
    duplicate: { by, row: null, record: 'rec_1' },
  })

  test('by the rule, unless its row says otherwise', () => {
    expect(ruleOf(made(), like('phone'))).toBe('skip')
    expect(ruleOf(made({ row_rules: { 7: 'create' } }), like('phone'))).toBe('create')
  })

  test('a row that its key names is an update, which may be skipped', () => {
    expect(ruleOf(made({ mode: 'both' }), like('key'))).toBe('update')
    expect(ruleOf(made({ mode: 'both' }), like('phone'))).toBe('skip')
    expect(rulesFor(made({ mode: 'update' }), like('key'))).toEqual(['update', 'skip'])
    expect(rulesFor(made({ mode: 'both' }), like('key'))).toHaveLength(3)
  })
})

describe('how the file is read', () => {
  test('a header of several rows shows at once', () => {
    const after = applyPatch(made(), { header_row: [2, 3] })
    expect([after.header_row, after.header_rows]).toEqual([2, [2, 3]])
    expect(applyPatch(made(), { header_row: 0 }).header_row).toBeNull()
  })

  test('choices about spaces, days, guards and keys show at once', () => {
    const link = { by: null, form: 'customer', unmatched: [] }
    const before = made({ columns: [column(0, { link })], formula_guard: { count: 2, strip: true } })
    const patch = {
      columns: [{ index: 0, trim: false, day_first: true, link: { by: 'code' } }],
      strip_guard: false,
    }
    const after = applyPatch(before, patch)
    const [first] = after.columns
    expect([first?.trim, first?.day_first, first?.link?.by]).toEqual([false, true, 'code'])
    expect(after.formula_guard).toEqual({ count: 2, strip: false })
  })

  test('a row follows the rule again when its own is taken back', () => {
    expect(applyPatch(made({ row_rules: { 3: 'skip' } }), { row_rules: { 3: null } }).row_rules).toEqual({})
  })
})
