import { expect, test } from 'vitest'
import '@/i18n/calendar'
import { countedIn } from './counted'

const now = '2026-11-22'

test('what is counted in a calendar is said with the days it stands in', () => {
  expect(countedIn(767, { mode: 'month', day: '2026-11-03', days: [], now })).toBe('本月 767 条')
  expect(countedIn(1767, { mode: 'month', day: '2026-12-03', days: [now], now })).toBe('2026年12月 1,767 条')
  const week = ['2026-11-16', now]
  expect(countedIn(9, { mode: 'week', day: '2026-11-16', days: week, now })).toBe('本周 9 条')
  expect(countedIn(2, { mode: 'day', day: now, days: [now], now })).toBe('今天 2 条')
  expect(countedIn(9, { mode: 'agenda', day: now, days: [now, '2026-11-30'], now })).toMatch(
    /11月30日 9 条$|22日 – 30日 9 条$/,
  )
})
