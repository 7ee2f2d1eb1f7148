import dayjs from 'dayjs'
import { expect, test } from 'vitest'
import { quickDate, quickDates } from './next-dates'

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
  expect(on('2026-11-20')).toEqual(['tomorrow', 'day_after', 'next_monday', 'in_a_week'])
  expect(on('2026-11-21')).toEqual(['tomorrow', 'day_after', 'in_a_week'])
  expect(on('2026-11-22')).toEqual(['tomorrow', 'day_after', 'in_a_week'])
  expect(on('2026-11-23')).toEqual(['tomorrow', 'day_after', 'next_monday'])
})
