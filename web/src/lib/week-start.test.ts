import { expect, test } from 'vitest'
import { setLanguage } from '@/i18n/setup'
import { weekdayNames } from './day-titles'
import { firstOfWeek, windowOf } from './days'
import { weekStart } from './week-start'

test('weeks begin on Monday in Chinese, in English as the country has it', () => {
  expect(weekStart('zh-CN')).toBe(1)
  expect(weekStart('en-US')).toBe(0)
  expect(weekStart('en-GB')).toBe(1)
  expect(weekStart('en-001')).toBe(1)
})

test('a calendar and its headings begin on the same day', async () => {
  expect(weekdayNames()[0]).toBe('周一')
  expect(windowOf('week', '2026-11-22')[0]).toBe('2026-11-16')
  await setLanguage('en')
  expect(firstOfWeek('2026-11-25', 0)).toBe('2026-11-22')
  const first = weekStart()
  expect(weekdayNames()[0]).toBe(first === 0 ? 'Sun' : 'Mon')
  expect(new Date(`${windowOf('month', '2026-11-22')[0]}T00:00`).getDay()).toBe(first)
})
