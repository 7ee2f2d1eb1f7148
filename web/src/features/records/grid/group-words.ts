import type { GroupField } from '@/api/types'
import { dayLocale } from '@/lib/region'

/** A stretch of the calendar as a heading: 2026 年 11 月, November 2026. */
export function stretchWords(by: NonNullable<GroupField['by']>, key: string): string {
  const [year = 0, month = 1, day = 1] = key.split('-').map(Number)
  const options: Intl.DateTimeFormatOptions = {
    year: 'numeric',
    ...(by === 'year' ? {} : { month: 'long' }),
    ...(by === 'day' ? { day: 'numeric', weekday: 'short' } : {}),
    timeZone: 'UTC',
  }
  return new Intl.DateTimeFormat(dayLocale(), options).format(Date.UTC(year, month - 1, day))
}
