import dayjs from 'dayjs'
import { describe, expect, test } from 'vitest'
import { setLanguage } from '@/i18n/setup'
import {
  compactNumber,
  countText,
  dayText,
  decimalText,
  fullDay,
  fullTime,
  initials,
  moneyText,
  overdueText,
  phoneText,
  relativeTime,
  weekdayWords,
} from './format'

const now = new Date(2026, 10, 21, 12, 0).getTime()
const at = (days: number, hours = 0) => new Date(now + days * 86_400_000 + hours * 3_600_000).toISOString()

describe('numbers', () => {
  test('are grouped without losing digits', () => {
    expect(decimalText('12345678901234567890.10')).toBe('12,345,678,901,234,567,890.1')
    expect(decimalText(null)).toBe('')
    expect(decimalText('oops')).toBe('oops')
  })
  test('of money carry their sign before the currency', () => {
    expect(moneyText('-1234.5', 'CNY')).toBe('-¥1,234.50')
    expect(moneyText('253000', 'CNY')).toBe('¥253,000')
    expect(moneyText('10', 'SGD')).toBe('SGD 10')
  })
  test('are short in the words of the language', () => {
    expect(compactNumber(15_875, 'zh-CN')).toBe('1.5 万')
    expect(compactNumber(9_999, 'zh-CN')).toBe('9,999')
    expect(compactNumber(15_875, 'en')).toBe('15.9K')
  })
  test('of records are exact wherever that fits, in both languages', () => {
    expect(countText(3_118, 'en')).toBe('3,118')
    expect(countText(99_999, 'zh-CN')).toBe('99,999')
    expect(countText(128_400, 'en')).toBe('128.4K')
    expect(countText(128_400, 'zh-CN')).toBe('12.8 万')
  })
})

describe('times', () => {
  test('are relative for seven days, then a date', () => {
    expect(relativeTime(at(0, -0.5), now)).toBe('30 分钟前')
    expect(relativeTime(at(-1), now)).toBe('昨天 12:00')
    expect(relativeTime(at(-6), now)).toBe('6 天前')
    expect(relativeTime(at(-8), now)).toBe('11-13 12:00')
    expect(relativeTime(at(1), now)).toBe('明天 12:00')
    expect(relativeTime(at(-400), now)).toBe('2025-10-17 12:00')
  })
  test('are so many days away by the calendar, early in the morning and late at night', () => {
    const seenAt = (hour: number) => dayjs('2026-11-21').hour(hour).valueOf()
    const nine = (days: number) => dayjs('2026-11-21').add(days, 'day').hour(9).toISOString()
    for (const hour of [0, 2, 8, 9, 23]) {
      expect(relativeTime(nine(7), seenAt(hour))).toBe('7 天后')
      expect(relativeTime(nine(-7), seenAt(hour))).toBe('7 天前')
      expect(relativeTime(nine(8), seenAt(hour))).toBe('11-29 09:00')
    }
  })
  test('that are overdue say by how much', () => {
    expect(overdueText(at(-2), now)).toBe('逾期 2 天')
    expect(overdueText(at(0, -1), now)).toBe('今天已逾期')
  })
})

test('a day that is near is a word, in either language', async () => {
  expect(['2026-11-20', '2026-11-21', '2026-11-22'].map(day => dayText(day, now))).toEqual([
    '昨天',
    '今天',
    '明天',
  ])
  expect(dayText('2026-11-23', now)).toBe('11-23')
  expect(dayText('2025-11-21', now)).toBe('2025-11-21')
  expect(dayText('oops', now)).toBe('oops')
  await setLanguage('en')
  expect(dayText('2026-11-21', now)).toBe('Today')
})

test('in English days have the names of their months', async () => {
  const far = at(-8)
  expect([fullTime(far), weekdayWords(dayjs('2026-11-23'))]).toEqual(['2026-11-13 12:00', '11-23 周一'])
  await setLanguage('en')
  expect(dayText('2026-11-23', now)).toBe('Nov 23')
  expect(dayText('2025-11-21', now)).toBe('Nov 21, 2025')
  expect(relativeTime(far, now)).toBe('Nov 13, 12:00')
  expect(relativeTime(at(-400), now)).toBe('Oct 17, 2025, 12:00')
  expect([fullTime(far), fullDay(far)]).toEqual(['Nov 13, 2026, 12:00', 'Nov 13, 2026'])
  expect(weekdayWords(dayjs('2026-11-23'))).toBe('Mon, Nov 23')
})

test('a mainland mobile number is read in three parts', () => {
  expect(phoneText('+8613800001111')).toBe('138 0000 1111')
  expect(phoneText('021-55667788')).toBe('021-55667788')
})

test('a person is two characters', () => {
  expect(initials('陈思远')).toBe('思远')
  expect(initials('Jane Doe')).toBe('JD')
  expect(initials('admin')).toBe('AD')
  // Where there is no room for two wide ones.
  expect(initials('陈思远', 1)).toBe('远')
  expect(initials('Jane Doe', 1)).toBe('JD')
})
