import { beforeEach, describe, expect, test } from 'vitest'
import type { Import, ImportColumn } from '@/api/import-types'
import { i18n } from '@/i18n/setup'
import zh from '@/i18n/zh-CN/import.json'
import { rowProblemText } from './import-text'
import { applyPatch } from './patch'

beforeEach(async () => {
  i18n.addResourceBundle('zh-CN', 'import', zh)
})

describe('cells that cannot be taken as they stand', () => {
  test('a cell that is left empty says so, with what was written', () => {
    const text = rowProblemText({
      row: 2,
      code: 'not_a_number',
      params: { text: '面议', emptied: true },
      warning: true,
    })
    expect(text).toContain('面议')
    expect(text).toMatch(/留空|left empty/)
    expect(rowProblemText({ row: 2, code: 'not_a_number', params: { text: '面议' } })).not.toMatch(
      /留空|left empty/,
    )
  })

  test('what becomes of them and the unit of a column show at once', () => {
    const column = { index: 1, header: '预算（万元）', unit: { word: '万元', on: true } } as ImportColumn
    const before = { columns: [column] } as unknown as Import
    const after = applyPatch(before, {
      unowned: 'nobody',
      columns: [{ index: 1, untidy: 'refuse', range: 'high', in_unit: false }],
    })
    expect(after.unowned).toBe('nobody')
    expect(after.columns[0]).toMatchObject({
      untidy: 'refuse',
      range: 'high',
      unit: { word: '万元', on: false },
    })
  })
})
