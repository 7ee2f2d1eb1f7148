import type dayjs from 'dayjs'
import { region } from '@/lib/region'

const MONTHS = 'janfebmaraprmayjunjulaugsepoctnovdec'
const DAYS: Record<string, number> = { 日: 0, 天: 0, 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6 }
const ENGLISH_DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

/** The moment that a copied conversation names, seen from now; none where it is unclear or lies ahead. */
export function momentOf(when: string, now: dayjs.Dayjs): dayjs.Dayjs | undefined {
  const time = /(\d{1,2})[:：](\d{2})(?:[:：]\d{2})?\s?([AaPp])?[Mm]?$/.exec(when.trim())
  if (!time) return undefined
  const hour = hourOf(Number(time[1]), when, time[3])
  const minute = Number(time[2])
  if (hour === undefined || minute > 59) return undefined
  const day = dayOf(when.slice(0, time.index), now)
  if (!day?.isValid()) return undefined
  const moment = day.hour(hour).minute(minute)
  return moment.isAfter(now) ? undefined : moment
}

function hourOf(hour: number, when: string, half: string | undefined): number | undefined {
  if (hour > 23) return undefined
  const late = /下午|晚上/.test(when) || half?.toLowerCase() === 'p' || (/中午/.test(when) && hour < 11)
  if (late && hour < 12) return hour + 12
  return half?.toLowerCase() === 'a' && hour === 12 ? 0 : hour
}

function dayOf(said: string, now: dayjs.Dayjs): dayjs.Dayjs | undefined {
  const today = now.startOf('day')
  const date = said.replace(/(凌晨|早上|上午|中午|下午|晚上)\s*$/, '').trim()
  if (date === '' || /今天|today/i.test(date)) return today
  if (/昨天|yesterday/i.test(date)) return today.subtract(1, 'day')
  if (/前天/.test(date)) return today.subtract(2, 'day')
  const weekday =
    DAYS[/(?:星期|周)(.)/.exec(date)?.[1] ?? ''] ??
    ENGLISH_DAYS.findIndex(name => date.toLowerCase().startsWith(name) && /day/i.test(date))
  if (weekday >= 0) return today.subtract((now.day() - weekday + 7) % 7 || 7, 'day')
  return dateOf(date, today)
}

function dateOf(date: string, today: dayjs.Dayjs): dayjs.Dayjs | undefined {
  const named = /^([a-z]{3})[a-z]*\.? (\d{1,2})(?:, ?(\d{4}))?/i.exec(date)
  if (named) {
    const month = MONTHS.indexOf((named[1] ?? '').toLowerCase()) / 3 + 1
    return onDay(named[3] ? Number(named[3]) : undefined, month, Number(named[2]), today)
  }
  const [a = 0, b = 0, c] = (date.match(/\d+/g) ?? []).map(Number)
  if (a > 999) return onDay(a, b, c ?? 0, today)
  if (c !== undefined) {
    // Day before month where the first number can be no month, or where the person's region writes it so.
    const dayFirst = a > 12 || (b <= 12 && region().order === 'day_first')
    return onDay(c < 100 ? 2000 + c : c, dayFirst ? b : a, dayFirst ? a : b, today)
  }
  return onDay(undefined, a, b, today)
}

/** Without a year it is the last such day. */
function onDay(
  year: number | undefined,
  month: number,
  day: number,
  today: dayjs.Dayjs,
): dayjs.Dayjs | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 31) return undefined
  const of = (y: number) =>
    today
      .year(y)
      .month(0)
      .date(1)
      .month(month - 1)
      .date(day)
  const found = of(year ?? today.year())
  if (found.date() !== day) return undefined
  return year === undefined && found.isAfter(today) ? of(today.year() - 1) : found
}
