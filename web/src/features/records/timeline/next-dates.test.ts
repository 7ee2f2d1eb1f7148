import dayjs from 'dayjs'
import { expect, test } from 'vitest'
import { moment } from '@/lib/zone'
import { inDays, quickDate, quickDates } from './next-dates'

const on = (day: string, pick: Parameters<typeof quickDate>[0]) =>
  quickDate(pick, dayjs(`${day}T15:30:00`)).format('YYYY-MM-DD HH:mm')

test('quick picks are nine in the morning of their day', () => {
  expect(on('2026-11-21', 'tomorrow')).toBe('2026-11-22 09:00')
  expect(on('2026-11-21', 'in_a_week')).toBe('2026-11-28 09:00')
})

test('next Monday is never today', () => {
  expect(on('2026-11-23', 'next_monday')).toBe('2026-11-30 09:00')
  expect(on('2026-11-22', 'next_monday')).toBe('2026-11-23 09:00')
})

test('two picks never name one day', () => {
  const on = (day: string) => quickDates(dayjs(`${day}T15:30:00`))
  expect(on('2026-11-20')).toEqual(['today', 'tomorrow', 'day_after', 'next_monday', 'in_a_week'])
  expect(on('2026-11-21')).toEqual(['today', 'tomorrow', 'day_after', 'in_a_week'])
  expect(on('2026-11-22')).toEqual(['today', 'tomorrow', 'day_after', 'in_a_week'])
  expect(on('2026-11-23')).toEqual(['today', 'tomorrow', 'day_after', 'next_monday'])
})

test('later today is no pick when the day is nearly over', () => {
  expect(on('2026-11-20', 'today')).toBe('2026-11-20 17:00')
  expect(quickDates(dayjs('2026-11-20T16:05:00'))).not.toContain('today')
})

test('in so many days is nine in the morning, over the end of a month', () => {
  const at = moment(inDays(3, dayjs('2026-11-28T15:30:00')))
  expect(at.format('YYYY-MM-DD HH:mm')).toBe('2026-12-01 09:00')
})
