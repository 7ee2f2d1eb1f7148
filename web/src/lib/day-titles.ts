import dayjs from 'dayjs'
import type { CalendarMode } from '@/api/types'
import { i18n } from '@/i18n/setup'
import { type Day, daysFrom, firstOfWeek } from './days'
import { dayLocale, daysComeFirst } from './region'

/** A day is no moment: it is told where it begins for all. */
const asDate = (day: Day): Date => new Date(`${day}T00:00:00Z`)
const formats = new Map<string, Intl.DateTimeFormat>()
function format(day: Day, options: Intl.DateTimeFormatOptions): string {
  const locale = dayLocale()
  const key = `${locale}|${JSON.stringify(options)}`
  const made = formats.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
  formats.set(key, made)
  return made.format(asDate(day))
}

/** 2026年11月, 11月16日 – 22日, in English November 16 – 22 or 16 – 22 November, or the day itself. */
export function titleOf(mode: CalendarMode, day: Day, days: readonly Day[]): string {
  if (mode === 'month') return format(day, { year: 'numeric', month: 'long' })
  if (mode === 'day') return format(day, { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' })
  const [first = day, last = day] = [days[0], days.at(-1)]
  // The year is said only where it is not this one.
  const year = dayjs(first).year() === dayjs().year() ? undefined : 'numeric'
  const whole = { ...(year ? { year } : {}), month: 'long', day: 'numeric' } as const
  const sameMonth = first.slice(0, 7) === last.slice(0, 7)
  const bare = { day: 'numeric' } as const
  const monthLast = i18n.language === 'en' && daysComeFirst()
  const from = format(first, sameMonth && monthLast ? bare : whole)
  if (sameMonth) return `${from} – ${format(last, monthLast ? whole : bare)}`
  return `${from} – ${format(last, { month: 'long', day: 'numeric' })}`
}

/** 周一 … 周日, beginning as weeks do. */
export function weekdayNames(): string[] {
  return daysFrom(firstOfWeek('2026-11-18'), 7).map(day => format(day, { weekday: 'short' }))
}
export const weekdayOf = (day: Day): string => format(day, { weekday: 'short' })
export const dayTitle = (day: Day): string => format(day, { month: 'long', day: 'numeric', weekday: 'short' })
export const dayName = (day: Day): string => format(day, { month: 'long', day: 'numeric' })
/** The number of a day; the first of a month names the month. */
export function dayNumber(day: Day): string {
  const number = Number(day.slice(8))
  return number === 1 ? format(day, { month: 'short', day: 'numeric' }) : String(number)
}
