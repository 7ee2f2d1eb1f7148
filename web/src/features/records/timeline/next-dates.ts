import type dayjs from 'dayjs'
import type { ActivityKind, Value } from '@/api/types'
import { fromWall, wallNow } from '@/lib/zone'

export type QuickDate = 'today' | 'tomorrow' | 'day_after' | 'next_monday' | 'in_a_week'
export const QUICK_DATES: readonly QuickDate[] = [
  'today',
  'tomorrow',
  'day_after',
  'next_monday',
  'in_a_week',
]
const HOUR = 9
/** Later today is towards its evening, as long as that is a while away. */
const LATER = 17

/** Those that name days of their own: on a Sunday tomorrow is Monday already. */
export function quickDates(now: dayjs.Dayjs = wallNow()): QuickDate[] {
  const at = (pick: QuickDate) => quickDate(pick, now).valueOf()
  const picks = QUICK_DATES.filter(pick => pick !== 'today' || now.hour() < LATER - 1)
  return picks.filter((pick, index) => picks.findIndex(other => at(other) === at(pick)) === index)
}

/** The plan that a follow-up without a date of its own ends: it was due by then. A note is nothing done. */
export function planEnded(
  planned: Value | undefined,
  kind: ActivityKind,
  at: number = Date.now(),
): string | undefined {
  if (typeof planned !== 'string' || kind === 'note') return undefined
  return Date.parse(planned) <= at ? planned : undefined
}

/** In so many days, at nine in the morning. */
export const inDays = (days: number, now: dayjs.Dayjs = wallNow()): string =>
  fromWall(now.startOf('day').hour(HOUR).add(days, 'day'))

/** A quick pick for the next follow-up: later today, else nine in the morning of that day, by the person's clock. */
export function quickDate(pick: QuickDate, now: dayjs.Dayjs = wallNow()): dayjs.Dayjs {
  const morning = now.startOf('day').hour(HOUR)
  if (pick === 'today') return morning.hour(LATER)
  if (pick === 'tomorrow') return morning.add(1, 'day')
  if (pick === 'day_after') return morning.add(2, 'day')
  if (pick === 'in_a_week') return morning.add(7, 'day')
  const weekday = now.day() === 0 ? 7 : now.day()
  return morning.add(8 - weekday, 'day')
}
