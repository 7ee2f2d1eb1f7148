import dayjs from 'dayjs'
import { i18n } from '@/i18n/setup'
import { type DateOrder, region } from './region'
import { wallNow } from './zone'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
/** Behind a day: 14:30, 2:30 PM, 2pm, at 9. */
const CLOCK =
  /(?:[\s,T]+(?:at\s+)?|\s*)(?:(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(?:\s*([ap])\.?m\.?)?|(\d{1,2})\s*([ap])\.?m\.?)$/i

/** Two figures of a year from here on are of the last century, as wherever the server reads a date. */
const LAST_CENTURY = 70

const yearOf = (text: string): number => {
  const year = Number(text)
  return text.length > 2 ? year : year + (year < LAST_CENTURY ? 2000 : 1900)
}

/** A day without a year may lie so far ahead; any other has been. */
const AHEAD_DAYS = 120
/** One of them has a 29 February. */
const YEARS_BACK = 4

/** The year in which such a day is nearest to today, rather past than future; this one where there is no such day. */
function yearAround(now: dayjs.Dayjs, month: number, day: number): number {
  const far = now.startOf('day').add(AHEAD_DAYS, 'day')
  for (let year = now.year(); year >= now.year() - YEARS_BACK; year -= 1) {
    const date = dayjs(new Date(year, month - 1, day))
    if (date.date() === day && !date.isAfter(far)) return year
  }
  return now.year()
}

interface Parts {
  year: number
  month: number
  day: number
}

/** How two figures are read. In Chinese the month is the first, and behind both stands no year. */
export type Figures = DateOrder | 'chinese'

const figuresHere = (): Figures => (i18n.language === 'en' ? region().order : 'chinese')

const dateOf = ({ year, month, day }: Parts, hour = 0, minute = 0): dayjs.Dayjs | undefined => {
  const read = dayjs(new Date(year, month - 1, day, hour, minute))
  return read.year() === year && read.month() === month - 1 && read.date() === day ? read : undefined
}

/** The days that a text can mean: more than one where nothing says which figure is the month. */
function daysIn(text: string, now: dayjs.Dayjs, figures: Figures): Parts[] {
  const parts = (year: string | undefined, month: string | number, day: string): Parts => {
    const said = { month: Number(month), day: Number(day) }
    return { ...said, year: year ? yearOf(year) : yearAround(now, said.month, said.day) }
  }
  const iso = /^(\d{4})[-/.年]\s*(\d{1,2})[-/.月]\s*(\d{1,2})日?$/.exec(text)
  if (iso?.[2] && iso[3]) return [parts(iso[1], iso[2], iso[3])]
  const chinese = /^(\d{1,2})月\s*(\d{1,2})日?$/.exec(text)
  if (chinese?.[1] && chinese[2]) return [parts(undefined, chinese[1], chinese[2])]
  const [, one, two, year] = /^(\d{1,2})[-/](\d{1,2})(?:[-/](\d{4}|\d{2}))?$/.exec(text) ?? []
  if (one && two) {
    const [monthFirst, dayFirst] = [parts(year, one, two), parts(year, two, one)]
    if (figures === 'chinese') return year ? [] : [monthFirst]
    // Where one of them can be no month it is the day, as wherever the server reads it.
    const real = (figures === 'day_first' ? [dayFirst, monthFirst] : [monthFirst, dayFirst]).filter(day =>
      dateOf(day),
    )
    return figures === 'unclear' && Number(one) !== Number(two) ? real : real.slice(0, 1)
  }
  const named =
    /^(?<month>[a-z]{3,9})\.?\s*(?<day>\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(?<year>\d{4}))?$/i.exec(text) ??
    /^(?<day>\d{1,2})(?:st|nd|rd|th)?[\s-]+(?<month>[a-z]{3,9})\.?(?:[\s,-]+(?<year>\d{4}))?$/i.exec(text)
  const month = named?.groups?.month ? monthNamed(named.groups.month) : undefined
  return month && named?.groups?.day ? [parts(named.groups.year, month, named.groups.day)] : []
}

const monthNamed = (word: string): number | undefined => {
  const index = MONTHS.indexOf(word.slice(0, 3).toLowerCase())
  const whole =
    index < 0
      ? ''
      : dayjs(new Date(2000, index, 1))
          .locale('en')
          .format('MMMM')
          .toLowerCase()
  // Sept, but not Marc or Decide.
  return whole.startsWith(word.toLowerCase()) ? index + 1 : undefined
}

function clockIn(match: RegExpExecArray | null): { hour: number; minute: number } | undefined {
  const half = (match?.[3] ?? match?.[5])?.toLowerCase()
  const said = Number(match?.[1] ?? match?.[4])
  const minute = Number(match?.[2] ?? 0)
  if (half && (said < 1 || said > 12)) return undefined
  const hour = half ? (said % 12) + (half === 'p' ? 12 : 0) : said
  return hour < 24 && minute < 60 ? { hour, minute } : undefined
}

/** The days, or moments, that a text can mean as people type it: two where nobody can tell the month. The likelier is first. */
export function datesIn(
  text: string,
  now: dayjs.Dayjs = wallNow(),
  figures: Figures = figuresHere(),
): dayjs.Dayjs[] {
  const clean = text
    .normalize('NFKC')
    .trim()
    .replace(/^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.]?\s+/i, '')
  const whole = daysIn(clean, now, figures)
  const match = whole.length > 0 ? null : CLOCK.exec(clean)
  const days = match ? daysIn(clean.slice(0, match.index).trim(), now, figures) : whole
  const clock = match ? clockIn(match) : { hour: 0, minute: 0 }
  if (!clock) return []
  return days.flatMap(day => dateOf(day, clock.hour, clock.minute) ?? [])
}

/** A day, or a moment of one, as people type it, as the person's clock shows it; nothing where it cannot be told. */
export function readDate(text: string, now?: dayjs.Dayjs, figures?: Figures): dayjs.Dayjs | undefined {
  const [read, ...others] = datesIn(text, now, figures)
  return others.length === 0 ? read : undefined
}

const EXAMPLES: Record<Figures, readonly string[]> = {
  month_first: ['Dec 3', '12/3/2026'],
  day_first: ['3 Dec', '3/12/2026'],
  unclear: ['3 Dec 2026', '2026-12-03'],
  chinese: ['2026-12-03', '12月3日'],
}

/** Two ways in which a date may be typed here, for those who typed something else. */
export const dateExamples = (figures: Figures = figuresHere()): readonly string[] => EXAMPLES[figures]
