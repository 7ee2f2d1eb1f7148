import dayjs from 'dayjs'
import { i18n } from '@/i18n/setup'
import { daysComeFirst } from './region'
import { moment } from './zone'

/** As far as a day is told by its distance, back or ahead. */
const NEAR_DAYS = 7

/** 1,234 below ten thousand, then 1.2 万 / 12.3K. */
export function compactNumber(value: number, language: string = i18n.language): string {
  if (language === 'en') {
    return new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 }).format(value)
  }
  const trim = (n: number) => String(Math.floor(n * 10) / 10)
  if (Math.abs(value) >= 100_000_000) return `${trim(value / 100_000_000)} 亿`
  if (Math.abs(value) >= 10_000) return `${trim(value / 10_000)} 万`
  return value.toLocaleString('en-US')
}

/** How many there are: exact while that takes no more than six digits' room. */
export const countText = (count: number, language?: string): string =>
  count < 100_000 ? plainNumber(count) : compactNumber(count, language)

export function plainNumber(value: number): string {
  return value.toLocaleString('en-US')
}

/** A decimal string with thousands separators; digits are never rounded through a float. */
export function decimalText(value: string | number | null | undefined, decimals?: number): string {
  if (value === null || value === undefined || value === '') return ''
  const text = String(value)
  const [, sign = '', whole = '0', part = ''] = text.match(/^(-?)(\d+)(?:\.(\d+))?$/) ?? []
  if (!/^-?\d+(\.\d+)?$/.test(text)) return text
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')
  const kept = decimals === undefined ? part.replace(/0+$/, '') : part.padEnd(decimals, '0')
  return `${sign}${grouped}${kept ? `.${kept}` : ''}`
}

const SIGNS: Record<string, string> = {
  CNY: '¥',
  USD: '$',
  EUR: '€',
  GBP: '£',
  JPY: '¥',
  HKD: 'HK$',
  TWD: 'NT$',
}

export function moneyText(value: string | number | null | undefined, currency: string): string {
  const text = decimalText(value)
  if (!text) return ''
  const [whole = '', part = ''] = text.split('.')
  const sign = SIGNS[currency] ?? `${currency} `
  const tail = part ? `.${part.padEnd(2, '0')}` : ''
  return whole.startsWith('-') ? `-${sign}${whole.slice(1)}${tail}` : `${sign}${whole}${tail}`
}

/** Money where a few digits tell enough: ¥963 万, $9.6M. */
export const compactMoney = (value: number, currency: string): string =>
  `${SIGNS[currency] ?? `${currency} `}${compactNumber(value)}`

export function dateText(value: string | null | undefined, now: number = Date.now()): string {
  if (!value) return ''
  const day = dayjs(value)
  if (!day.isValid()) return value
  return dayWords(day, day.year() !== dayjs(now).year())
}

/** 11-23, in English Nov 23 or 23 Nov as the region has it; with the year where it has to be said. */
export function dayWords(day: dayjs.Dayjs, withYear = false): string {
  if (i18n.language === 'en') return day.locale('en').format(englishDay(withYear))
  return day.format(withYear ? 'YYYY-MM-DD' : 'MM-DD')
}

/** For dayjs: a day with the name of its month, in the region's order. */
export const englishDay = (withYear: boolean): string =>
  daysComeFirst() ? (withYear ? 'D MMM YYYY' : 'D MMM') : withYear ? 'MMM D, YYYY' : 'MMM D'

/** 11-23 周一, in English Mon, Nov 23. */
export function weekdayWords(day: dayjs.Dayjs): string {
  const weekday = i18n.t(`app:weekday.${day.day()}`)
  return i18n.language === 'en' ? `${weekday}, ${dayWords(day)}` : `${dayWords(day)} ${weekday}`
}

/** 2026-11-29, in English Nov 29, 2026 or 29 Nov 2026: the day of a moment. */
export const fullDay = (value: string): string => dayWords(moment(value), true)

const timeBehind = (day: string, clock: string): string =>
  `${day}${i18n.language === 'en' ? ', ' : ' '}${clock}`

/** Today, yesterday and tomorrow in words; another day as a date. */
export function dayText(value: string | null | undefined, now: number = Date.now()): string {
  if (!value) return ''
  const away = dayjs(value)
    .startOf('day')
    .diff(dayjs(moment(now).format('YYYY-MM-DD')), 'day')
  const word = ({ '0': 'today', '-1': 'yesterday', '1': 'tomorrow' } as const)[String(away)]
  return word && dayjs(value).isValid() ? i18n.t(`app:day.${word}`) : dateText(value, now)
}

export function fullTime(value: string | null | undefined): string {
  return value ? timeBehind(fullDay(value), moment(value).format('HH:mm')) : ''
}

/** Relative up to seven days by the calendar, whatever the hour; then 11-18 09:30, in English Nov 18, 09:30 (with the year when it is not this one). */
export function relativeTime(value: string | null | undefined, now: number = Date.now()): string {
  if (!value) return ''
  const then = moment(value)
  const diff = now - then.valueOf()
  const ahead = diff < 0
  const t = i18n.t.bind(i18n)
  const clock = then.format('HH:mm')
  if (!ahead && diff < 60_000) return t('app:time.now')
  if (!ahead && diff < 3_600_000) return t('app:time.minutes', { count: Math.floor(diff / 60_000) })
  const days = moment(now).startOf('day').diff(then.startOf('day'), 'day')
  if (days === 0) return t('app:time.today', { clock })
  if (days === 1) return t('app:time.yesterday', { clock })
  if (days === -1) return t('app:time.tomorrow', { clock })
  if (days > 1 && days <= NEAR_DAYS) return t('app:time.days', { count: days })
  if (days < -1 && -days <= NEAR_DAYS) return t('app:time.in_days', { count: -days })
  return timeBehind(dayWords(then, then.year() !== moment(now).year()), clock)
}

/** 138 0000 0000 for mainland mobiles; anything else as it stands. */
export function phoneText(value: string | null | undefined): string {
  if (!value) return ''
  const mobile = value.replace(/[\s-]/g, '').match(/^(?:\+?86)?(1\d{10})$/)
  const digits = mobile?.[1]
  return digits ? `${digits.slice(0, 3)} ${digits.slice(3, 7)} ${digits.slice(7)}` : value
}

export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(0)} KB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}

/** The characters that stand for a person: the given name in Chinese, `wide` of them, two initials otherwise. */
export function initials(name: string, wide = 2): string {
  const clean = name.trim()
  if (/[\u4e00-\u9fff]/.test(clean)) return clean.slice(-wide)
  const parts = clean.split(/\s+/)
  const letters = parts.length > 1 ? `${parts[0]?.[0] ?? ''}${parts.at(-1)?.[0] ?? ''}` : clean.slice(0, 2)
  return letters.toUpperCase()
}

/** How long something has been due. */
export function overdueText(value: string, now: number = Date.now()): string {
  const days = moment(now).startOf('day').diff(moment(value).startOf('day'), 'day')
  return days < 1 ? i18n.t('app:time.overdue_today') : i18n.t('app:time.overdue', { count: days })
}
