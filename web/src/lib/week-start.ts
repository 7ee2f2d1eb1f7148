import { dayLocale } from './region'

/** 0 = Sunday, as `Date.getDay` counts. */
export type WeekDay = number

interface WeekInfo {
  firstDay?: number
}

const SUNDAY = 0
const MONDAY = 1

/** The day on which weeks begin: Monday in Chinese, in English as the person's region has it. */
export function weekStart(locale: string = dayLocale()): WeekDay {
  if (!locale.startsWith('en')) return MONDAY
  const known = new Intl.Locale(locale) as Intl.Locale & {
    getWeekInfo?: () => WeekInfo
    weekInfo?: WeekInfo
  }
  const first = (known.getWeekInfo?.() ?? known.weekInfo)?.firstDay
  // There Sunday is the seventh.
  return first === undefined ? (known.region === 'US' ? SUNDAY : MONDAY) : first % 7
}
