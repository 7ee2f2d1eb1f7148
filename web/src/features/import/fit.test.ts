import { beforeEach, describe, expect, test } from 'vitest'
import type { Import } from '@/api/import-types'
import { i18n } from '@/i18n/setup'
import zh from '@/i18n/zh-CN/import.json'
import { bestOf, fitOf, intoNewForm, newFormName } from './fit'
import { applyPatch } from './patch'

const one = (more: Partial<Import> = {}) =>
  ({
    file: { name: '展会_名单.xlsx' },
    sheets: [{ name: 'Sheet1' }, { name: ' 宁波展 ' }],
    sheet: 0,
    target: { form: 'lead', new_form: null },
    proposed: true,
    fits: [
      { form: 'lead', columns: 9, found: 6 },
      { form: 'customer', columns: 9, found: 4 },
    ],
    columns: [],
    ...more,
  }) as unknown as Import

beforeEach(async () => {
  i18n.addResourceBundle('zh-CN', 'import', zh)
})

describe('where a table goes', () => {
  test('it is said how many columns fit', () => {
    expect(fitOf(one())).toMatchObject({ columns: 9, found: 6 })
    expect(fitOf(one(), 'customer')?.found).toBe(4)
    expect(fitOf(one({ target: { form: null, new_form: null } }))).toBeUndefined()
  })

  test('of several forms the best, else the first', () => {
    const forms = [{ code: 'contact' }, { code: 'customer' }, { code: 'lead' }]
    expect(bestOf(one(), forms)?.code).toBe('lead')
    expect(bestOf(one({ fits: [] }), forms)?.code).toBe('contact')
    expect(bestOf(one(), [])).toBeUndefined()
  })

  test('a form of its own is called as the sheet, else as the file', () => {
    expect(newFormName(one())).toBe('展会 名单')
    expect(newFormName(one({ sheet: 1 }))).toBe('宁波展')
    const pasted = one({ file: { name: 'file' } as Import['file'], sheets: [] })
    expect(newFormName(pasted)).toBe('导入的数据')
  })

  test('whoever chooses a form of its own is not told of the proposal any more', () => {
    const after = applyPatch(one({ mode: 'both' }), intoNewForm(one()))
    expect(after.target).toMatchObject({ form: null, new_form: { name: '展会 名单' } })
    expect([after.mode, after.proposed]).toEqual(['new', false])
  })

  test('who sees the records stays as it was said', () => {
    const said = { form: null, new_form: { name: 'a', code: 'a', sees: 'own' as const } }
    expect(intoNewForm(one({ target: said })).target?.new_form?.sees).toBe('own')
  })
})
