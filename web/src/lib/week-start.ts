import { i18n } from '@/i18n/setup'

/** 0 = Sunday, as `Date.getDay` counts. */
export type WeekDay = number

interface WeekInfo {
  firstDay?: number
}

const SUNDAY = 0
const MONDAY = 1

/** The day on which weeks begin: Monday in Chinese, in English as where the browser says it stands. */
export function weekStart(
  language: string = i18n.language,
  browser: string = globalThis.navigator?.language ?? 'en',
): WeekDay {
  if (language !== 'en') return MONDAY
  const locale = new Intl.Locale(browser.toLowerCase().startsWith('en') ? browser : 'en') as Intl.Locale & {
    getWeekInfo?: () => WeekInfo
    weekInfo?: WeekInfo
  }
  const first = (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay
  // There Sunday is the seventh.
  return first === undefined ? SUNDAY : first % 7
}
