import type dayjs from 'dayjs'
import { wallNow } from '@/lib/zone'

export type QuickDate = 'tomorrow' | 'day_after' | 'next_monday' | 'in_a_week'
export const QUICK_DATES: readonly QuickDate[] = ['tomorrow', 'day_after', 'next_monday', 'in_a_week']
const HOUR = 9

/** Those that name days of their own: on a Sunday tomorrow is Monday already. */
export function quickDates(now: dayjs.Dayjs = wallNow()): QuickDate[] {
  const at = (pick: QuickDate) => quickDate(pick, now).valueOf()
  return QUICK_DATES.filter((pick, index) => QUICK_DATES.findIndex(other => at(other) === at(pick)) === index)
}

/** A quick pick for the next follow-up: nine in the morning of that day, by the person's clock. */
export function quickDate(pick: QuickDate, now: dayjs.Dayjs = wallNow()): dayjs.Dayjs {
  const morning = now.startOf('day').hour(HOUR)
  if (pick === 'tomorrow') return morning.add(1, 'day')
  if (pick === 'day_after') return morning.add(2, 'day')
  if (pick === 'in_a_week') return morning.add(7, 'day')
  const weekday = now.day() === 0 ? 7 : now.day()
  return morning.add(8 - weekday, 'day')
}
