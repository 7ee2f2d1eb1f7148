import dayjs from 'dayjs'
import { expect, test } from 'vitest'
import type { Task } from '@/api/tasks'
import type { DueItem } from '../follow-ups'
import { type DayItem, groupDay } from './day'

const now = dayjs('2026-11-21T12:00:00')
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

test('tasks and follow-ups stand in one order of time, what is due later today is not overdue', () => {
  const groups = groupDay(
    [task('t3', now.subtract(2, 'day')), task('t1', now.add(3, 'hour')), task('t2', now.endOf('day'))],
    [due('r2', now.add(5, 'hour')), due('r1', now.subtract(1, 'minute'))],
    now,
  )
  expect(keys(groups.overdue)).toEqual(['t3', 'r1'])
  expect(keys(groups.today)).toEqual(['t1', 'r2', 't2'])
})

test('the list looks a week ahead and no further; tasks without a day are not of the day', () => {
  const groups = groupDay(
    [task('later', now.add(8, 'day')), task('some time'), task('soon', now.add(7, 'day'))],
    [due('next', now.add(1, 'day'))],
    now,
  )
  expect(keys(groups.week)).toEqual(['next', 'soon'])
  expect([...groups.overdue, ...groups.today]).toEqual([])
})
