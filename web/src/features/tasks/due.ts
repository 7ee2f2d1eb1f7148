import dayjs from 'dayjs'
import type { TaskDue } from '@/api/tasks'
import { i18n } from '@/i18n/setup'
import { dayWords } from '@/lib/format'
import { fromWall, wall, wallNow } from '@/lib/zone'

export type QuickDue = 'today' | 'tomorrow' | 'next_monday'
export const QUICK_DUES: readonly QuickDue[] = ['today', 'tomorrow', 'next_monday']

/** A whole day: until its end, where the person is. */
export const wholeDay = (day: dayjs.Dayjs): TaskDue => ({
  at: fromWall(day.endOf('day')),
  all_day: true,
})

export function quickDay(pick: QuickDue, now: dayjs.Dayjs = wallNow()): dayjs.Dayjs {
  if (pick === 'today') return now
  if (pick === 'tomorrow') return now.add(1, 'day')
  // Never today: on a Monday it is the one in a week.
  return now.add(8 - (now.day() || 7), 'day')
}

/** Those that name days of their own: on a Sunday tomorrow is Monday already. */
export function quickDues(now: dayjs.Dayjs = wallNow()): QuickDue[] {
  const day = (pick: QuickDue) => quickDay(pick, now).format('YYYY-MM-DD')
  return QUICK_DUES.filter((pick, index) => QUICK_DUES.findIndex(other => day(other) === day(pick)) === index)
}

export const quickDue = (pick: QuickDue, now: dayjs.Dayjs = wallNow()): TaskDue =>
  wholeDay(quickDay(pick, now))

/** A day of a calendar field, and a time of it if one was said. */
export function dueAt(day: string, time: string): TaskDue | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !dayjs(day).isValid()) return undefined
  if (!/^\d{2}:\d{2}$/.test(time)) return wholeDay(dayjs(day))
  return { at: fromWall(dayjs(`${day}T${time}`)) }
}

/** The same, back into its two fields. */
export function fieldsOf(due: TaskDue | null | undefined): { day: string; time: string } {
  if (!due) return { day: '', time: '' }
  const at = wall(due.at)
  return { day: at.format('YYYY-MM-DD'), time: due.all_day ? '' : at.format('HH:mm') }
}

export const isOverdue = (due: TaskDue | null | undefined, now: number = Date.now()): boolean =>
  due != null && Date.parse(due.at) < now

/** 今天, 明天 15:00, 周五, 11-28 (Nov 28): as short as it is clear. */
export function dueText(due: TaskDue, now: dayjs.Dayjs = wallNow()): string {
  const at = wall(due.at)
  const days = at.startOf('day').diff(now.startOf('day'), 'day')
  const near = { [-1]: 'yesterday', 0: 'today', 1: 'tomorrow' }[days]
  const far = dayWords(at, at.year() !== now.year())
  const day = near
    ? i18n.t(`tasks:due.${near}`)
    : days > 1 && days < 7
      ? i18n.t(`app:weekday.${at.day()}`)
      : far
  return due.all_day ? day : `${day} ${at.format('HH:mm')}`
}
