import dayjs from 'dayjs'
import { afterEach, expect, test } from 'vitest'
import { deviceZone, setZone } from '@/lib/zone'
import { dueAt, dueText, fieldsOf, isOverdue, quickDue, quickDues } from './due'

afterEach(() => setZone(null))

const on = (day: string, pick: Parameters<typeof quickDue>[0]) =>
  dayjs(quickDue(pick, dayjs(`${day}T15:30:00`)).at).format('YYYY-MM-DD HH:mm:ss')

test('a quick pick is a whole day, until its end', () => {
  expect(on('2026-11-21', 'today')).toBe('2026-11-21 23:59:59')
  expect(on('2026-11-21', 'tomorrow')).toBe('2026-11-22 23:59:59')
  expect(quickDue('today').all_day).toBe(true)
})

test('next Monday is never today', () => {
  expect(on('2026-11-23', 'next_monday')).toBe('2026-11-30 23:59:59')
  expect(on('2026-11-22', 'next_monday')).toBe('2026-11-23 23:59:59')
})

test('a day with a time is a moment, without one a whole day, and both come back as they were typed', () => {
  const timed = dueAt('2026-11-25', '15:00')
  expect(timed?.all_day).toBeUndefined()
  expect(fieldsOf(timed)).toEqual({ day: '2026-11-25', time: '15:00' })
  expect(fieldsOf(dueAt('2026-11-25', ''))).toEqual({ day: '2026-11-25', time: '' })
  expect(dueAt('', '15:00')).toBeUndefined()
  expect(dueAt('2026-1', '')).toBeUndefined()
})

test('a whole day is overdue when it is over, not in the morning', () => {
  const due = dueAt('2026-11-25', '')
  expect(isOverdue(due, +dayjs('2026-11-25T18:00:00'))).toBe(false)
  expect(isOverdue(due, +dayjs('2026-11-26T00:00:00'))).toBe(true)
  expect(isOverdue(null)).toBe(false)
})

test('two chips never name one day', () => {
  expect(quickDues(dayjs('2026-11-21T10:00:00'))).toEqual(['today', 'tomorrow', 'next_monday'])
  expect(quickDues(dayjs('2026-11-22T10:00:00'))).toEqual(['today', 'tomorrow'])
})

test('a day ends where the person says they are, whatever the device says', () => {
  const west = deviceZone() === 'America/New_York'
  setZone(west ? 'Asia/Tokyo' : 'America/New_York')
  const due = dueAt('2026-11-25', '')
  expect(due?.at).toBe(west ? '2026-11-25T14:59:59.999Z' : '2026-11-26T04:59:59.999Z')
  expect(fieldsOf(due)).toEqual({ day: '2026-11-25', time: '' })
  expect(dueText(due ?? { at: '' }, dayjs('2026-11-10T10:00:00'))).toBe('11-25')
})
