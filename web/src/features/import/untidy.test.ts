import { beforeEach, describe, expect, test } from 'vitest'
import type { Import, ImportColumn } from '@/api/import-types'
import { i18n } from '@/i18n/setup'
import zh from '@/i18n/zh-CN/import.json'
import { reasonText, rowProblemText } from './import-text'
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

  test('what it said is on the record, unless not everybody sees its field', () => {
    const cell = { row: 2, code: 'not_a_number', warning: true }
    const said = (params: object) =>
      rowProblemText({ ...cell, params: { text: '面议', emptied: true, ...params } })
    expect(said({ noted: true })).toBe('不是数字，留空，原文写进备注（面议）')
    expect(said({})).toBe('不是数字，留空（面议）')
  })

  test('a word that is no option says what stands in its place', () => {
    const left = { row: 2, code: 'unknown_option', warning: true }
    expect(rowProblemText({ ...left, params: { text: 'Warm' } })).toBe('没有这个选项，留空（Warm）')
    const instead = { 'zh-CN': '新线索' }
    expect(rowProblemText({ ...left, params: { text: 'Warm', instead } })).toBe(
      '没有这个选项，用默认值“新线索”代替（Warm）',
    )
  })

  test('spellings of one word are said to be that where they make fewer options', () => {
    const said = (spellings: number) =>
      reasonText(
        {
          reason: { code: 'few_values', params: { values: 3, spellings, cells: 300 } },
        } as unknown as ImportColumn,
        undefined,
      )
    expect(said(3)).toBe('只有 3 种值，适合做选项')
    expect(said(4)).toContain('不计大小写和空格')
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
