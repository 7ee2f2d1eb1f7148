import dayjs from 'dayjs'
import type { CalendarMode } from '@/api/types'
import { type WeekDay, weekStart } from './week-start'
import { fromWall, moment, wall } from './zone'

/** A day as `2026-11-21`, in the zone that the person chose. */
export type Day = string

const FORMAT = 'YYYY-MM-DD'
/** The ranges that a calendar shows at once. */
export const CALENDAR_MODES: readonly CalendarMode[] = ['month', 'week', 'day', 'agenda']
/** Days that an agenda shows at once. */
export const AGENDA_DAYS = 14

export const today = (now: number = Date.now()): Day => moment(now).format(FORMAT)
/** The first and the last moment of a day. */
export const startOfDay = (day: Day): string => fromWall(dayjs(day).startOf('day'))
export const endOfDay = (day: Day): string => fromWall(dayjs(day).endOf('day'))
export const addDays = (day: Day, count: number): Day => dayjs(day).add(count, 'day').format(FORMAT)
export const dayCount = (from: Day, to: Day): number => dayjs(to).diff(dayjs(from), 'day')
export const isWeekend = (day: Day): boolean => [0, 6].includes(dayjs(day).day())
export const firstOfWeek = (day: Day, first: WeekDay = weekStart()): Day =>
  addDays(day, -((dayjs(day).day() + 7 - first) % 7))

export const daysFrom = (first: Day, count: number): Day[] =>
  Array.from({ length: count }, (_, index) => addDays(first, index))

/** The days on the screen. A month shows whole weeks, as many as it touches. */
export function windowOf(
  mode: CalendarMode,
  day: Day,
  agendaDays: number = AGENDA_DAYS,
  begins: WeekDay = weekStart(),
): Day[] {
  switch (mode) {
    case 'month': {
      const first = firstOfWeek(dayjs(day).startOf('month').format(FORMAT), begins)
      const last = dayjs(day).endOf('month').format(FORMAT)
      return daysFrom(first, 7 * Math.ceil((dayCount(first, last) + 1) / 7))
    }
    case 'week':
      return daysFrom(firstOfWeek(day, begins), 7)
    case 'day':
      return [day]
    case 'agenda':
      return daysFrom(day, agendaDays)
  }
}

/** One screen on or back. A month later is the same day of it, or its last. */
export function step(mode: CalendarMode, day: Day, by: 1 | -1): Day {
  switch (mode) {
    case 'month':
      return dayjs(day).add(by, 'month').format(FORMAT)
    case 'week':
      return addDays(day, 7 * by)
    case 'day':
      return addDays(day, by)
    case 'agenda':
      return addDays(day, AGENDA_DAYS * by)
  }
}

/** The day on which a date or a moment lies. */
export const dayOf = (value: string): Day => (value.length === 10 ? value : moment(value).format(FORMAT))
export const minutesOf = (value: string): number => moment(value).hour() * 60 + moment(value).minute()
export const clockOf = (value: string): string => moment(value).format('HH:mm')

/** A moment, or a date, at a day and minute of day. */
export function valueAt(isDate: boolean, day: Day, minutes: number): string {
  if (isDate) return day
  return fromWall(
    dayjs(day)
      .hour(Math.floor(minutes / 60))
      .minute(minutes % 60)
      .second(0),
  )
}

/** A value moved by whole days; a moment keeps its time of day, also over a change of clocks. */
export function shifted(value: string, days: number): string {
  if (value.length === 10) return addDays(value, days)
  return fromWall(wall(value).add(days, 'day'))
}

/** `2026-11-21` or `2026-11-21T09:30`: where something was dropped. */
export function readZone(zone: string): { day: Day; minutes?: number } | undefined {
  const [, day, hours, minutes] = zone.match(/^(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2}))?$/) ?? []
  if (!day) return undefined
  return hours && minutes ? { day, minutes: Number(hours) * 60 + Number(minutes) } : { day }
}
export const zoneAt = (day: Day, minutes: number): string =>
  `${day}T${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
