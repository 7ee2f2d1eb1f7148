import { expect, test } from 'vitest'
import { i18n } from '@/i18n/setup'
import { dueTime } from './due-time'

const NOW = Date.parse('2026-11-22T09:00:00Z')
const ago = (seconds: number) => dueTime(new Date(NOW - seconds * 1000).toISOString(), NOW)

test('what has just come due is due now, before and after it is told by its time', async () => {
  expect([ago(0), ago(30), ago(59)]).toEqual(['刚到时间', '刚到时间', '刚到时间'])
  expect(ago(120)).toBe('2 分钟前')
  expect(ago(-120)).not.toContain('刚')
  await i18n.changeLanguage('en')
  expect(ago(5)).toBe('due now')
})
