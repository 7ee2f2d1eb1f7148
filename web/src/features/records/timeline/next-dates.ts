import dayjs from 'dayjs'

export type QuickDate = 'tomorrow' | 'day_after' | 'next_monday' | 'in_a_week'
export const QUICK_DATES: readonly QuickDate[] = ['tomorrow', 'day_after', 'next_monday', 'in_a_week']
const HOUR = 9

/** A quick pick for the next follow-up: nine in the morning of that day. */
export function quickDate(pick: QuickDate, now: dayjs.Dayjs = dayjs()): dayjs.Dayjs {
  const morning = now.startOf('day').hour(HOUR)
  if (pick === 'tomorrow') return morning.add(1, 'day')
  if (pick === 'day_after') return morning.add(2, 'day')
  if (pick === 'in_a_week') return morning.add(7, 'day')
  const weekday = now.day() === 0 ? 7 : now.day()
  return morning.add(8 - weekday, 'day')
}
