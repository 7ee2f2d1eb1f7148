import dayjs from 'dayjs'
import { afterEach, expect, test } from 'vitest'
import type { Task } from '@/api/tasks'
import { deviceZone, setZone } from '@/lib/zone'
import type { DueItem } from '../follow-ups'
import { type DayItem, groupDay } from './day'

const now = dayjs('2026-11-21T12:00:00')
const clock = now.valueOf()
const due = (id: string, at: dayjs.Dayjs): DueItem => ({
  at: at.toISOString(),
  title: '',
  contact: '',
  phone: undefined,
  form: {} as never,
  record: { id } as never,
})
const task = (id: string, at?: dayjs.Dayjs): Task =>
  ({ id, due: at ? { at: at.toISOString() } : null }) as Task
const keys = (items: DayItem[]) => items.map(item => item.key)

afterEach(() => setZone(null))

test('tasks and follow-ups stand in one order of time, what is due later today is not overdue', () => {
  const groups = groupDay(
    [task('t3', now.subtract(2, 'day')), task('t1', now.add(3, 'hour')), task('t2', now.endOf('day'))],
    [due('r2', now.add(5, 'hour')), due('r1', now.subtract(1, 'minute'))],
    clock,
  )
  expect(keys(groups.overdue)).toEqual(['t3', 'r1'])
  expect(keys(groups.today)).toEqual(['t1', 'r2', 't2'])
})

test('the list looks a week ahead and no further; tasks without a day stand apart', () => {
  const groups = groupDay(
    [task('later', now.add(8, 'day')), task('some time'), task('soon', now.add(7, 'day'))],
    [due('next', now.add(1, 'day'))],
    clock,
  )
  expect(keys(groups.week)).toEqual(['next', 'soon'])
  expect([...groups.overdue, ...groups.today]).toEqual([])
  expect(keys(groups.undated)).toEqual(['some time'])
})

test('what is tomorrow is never under today, by the clock of the person', () => {
  setZone(deviceZone() === 'Asia/Tokyo' ? 'Asia/Kolkata' : 'Asia/Tokyo')
  const night = Date.parse(deviceZone() === 'Asia/Tokyo' ? '2026-11-21T18:00:00Z' : '2026-11-21T14:30:00Z')
  // Half an hour later it is midnight there, and another day.
  const groups = groupDay(
    [task('soon', dayjs(night + 20 * 60_000)), task('next', dayjs(night + 40 * 60_000))],
    [],
    night,
  )
  expect(keys(groups.today)).toEqual(['soon'])
  expect(keys(groups.week)).toEqual(['next'])
})
