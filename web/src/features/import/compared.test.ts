import { beforeEach, expect, test } from 'vitest'
import type { Import } from '@/api/import-types'
import { i18n } from '@/i18n/setup'
import zh from '@/i18n/zh-CN/import.json'
import { comparedBy, comparedText, withCompared } from './compared'
import { applyPatch } from './patch'

beforeEach(() => {
  i18n.addResourceBundle('zh-CN', 'import', zh)
})

const one = {
  columns: [],
  compared: ['name', 'phone', 'credit_code'],
  comparable: ['name', 'phone', 'email'],
} as unknown as Import

test('rows are compared by what the form has and somebody chose', () => {
  expect(comparedBy(one)).toEqual(['name', 'phone'])
  const next = applyPatch(one, { compared: withCompared(one, 'name', false) })
  expect(comparedBy(next)).toEqual(['phone'])
  expect(comparedBy(applyPatch(next, { compared: withCompared(next, 'email', true) }))).toEqual([
    'phone',
    'email',
  ])
})

test('where nothing was found it says what was compared', () => {
  expect(comparedText(one)).toContain('公司名称')
  expect(comparedText(one)).not.toContain('邮箱')
  expect(comparedText({ ...one, compared: [] })).toBe('没有选比对的内容，所以不会有重复。')
})
