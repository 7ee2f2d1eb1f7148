import type dayjs from 'dayjs'
import type { TaskDue } from '@/api/tasks'
import { readDate } from '@/lib/read-date'
import { fromWall, wallNow } from '@/lib/zone'
import { wholeDay } from './due'

/** A day, and a time of it where one was said, as it stands at an end of a text. */
export interface DueInText {
  due: TaskDue
  phrase: string
}

const NUMERALS = '零一二三四五六七八九十'
const WEEK: Record<string, number> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 日: 7, 天: 7 }
const ENGLISH_WEEK = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const AHEAD: Record<string, number> = { 今: 0, 明: 1, 后: 2, 大后: 3 }

const ZH_DAY =
  '(?<near>今|明|大后|后)[天日]|(?<eve>今|明)(?=[早晚])|(?<week>下下|下|这|本)?个?(?:周|星期|礼拜)(?<weekday>[一二三四五六日天])|(?<date>(?:\\d{4}年)?\\d{1,2}月\\d{1,2}[日号]?|\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}(?!\\d))'
const ZH_CLOCK =
  '(?<part>凌晨|早上|早晨|早|上午|中午|下午|傍晚|晚上|晚)?\\s*(?:(?<hour>\\d{1,2}|十[一二]?|[一二两三四五六七八九])(?:点|时)(?:(?<half>半)|(?<quarter>[一三])刻|(?<minute>\\d{1,2})分?)?|(?<hh>\\d{1,2})[:：](?<mm>\\d{2}))'
/** The day, the time, or both; 前 behind them: until then. */
const ZH = `(?:(?:${ZH_DAY})(?:\\s*(?:${ZH_CLOCK}|(?<alone>早上|上午|中午|下午|晚上|早|晚)))?)(?:之前|以前|前)?`

const EN_MONTHS = 'jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec'
const EN_MONTH = `(?:${EN_MONTHS})(?:uary|ruary|ch|il|ust|ember|tember|ober)?\\.?`
const EN_DAY = `(?:(?:by|on|until|due)\\s+)?(?:(?<near>today|tonight|tomorrow|tmrw?)|(?:(?<week>this|next)\\s+)?(?<weekday>${ENGLISH_WEEK.join('|')})|(?<date>${EN_MONTH}\\s*\\d{1,2}(?:st|nd|rd|th)?(?:,?\\s+\\d{4})?|\\d{1,2}(?:st|nd|rd|th)?\\s+${EN_MONTH}(?:,?\\s+\\d{4})?|\\d{1,2}/\\d{1,2}/\\d{4}|\\d{4}-\\d{2}-\\d{2}))`
const EN_CLOCK =
  '(?:at\\s+)?(?:(?<hour>\\d{1,2})(?:[:.](?<minute>\\d{2}))?\\s*(?<half>[ap])\\.?m\\.?|(?<hh>\\d{1,2}):(?<mm>\\d{2})|(?<part>noon))'
const EN = `${EN_DAY}(?:,?\\s+${EN_CLOCK})?`

/** Each is a day at an end of the text. 上周五 and 上个周五 are over, 每周五 comes again, and 今天的 tells of something else. */
const FORMS = [
  { pattern: new RegExp(`^${ZH}(?![的之\\d月年])`), chinese: true },
  { pattern: new RegExp(`(?<![上每隔单双\\d]个?)${ZH}$`), chinese: true },
  { pattern: new RegExp(`^${EN}(?![\\w’'/-])`, 'i'), chinese: false },
  {
    pattern: new RegExp(`(?<![\\w/-]|\\b(?:last|past|every|each|other|previous)\\s+)${EN}$`, 'i'),
    chinese: false,
  },
] as const

type Groups = Record<string, string | undefined>

/** The day, and the time if one was said, that a text begins or ends with; nothing that is over. */
export function dueInText(text: string, now: dayjs.Dayjs = wallNow()): DueInText | undefined {
  const whole = text.normalize('NFKC').trim()
  for (const { pattern, chinese } of FORMS) {
    const match = pattern.exec(whole)
    const said = match?.groups as Groups | undefined
    const day = said && (chinese ? chineseDay(said, now) : englishDay(said, now))
    const clock = said && (chinese ? chineseClock(said) : englishClock(said))
    // A text that is nothing but a date says nothing to do.
    if (!match || !day || clock === 'none' || match[0].length === whole.length) continue
    const at = clock ? day.hour(clock.hour).minute(clock.minute) : day.endOf('day')
    if (at.isBefore(now)) continue
    return { phrase: match[0].trim(), due: clock ? { at: fromWall(at) } : wholeDay(day) }
  }
  return undefined
}

function inWeek(now: dayjs.Dayjs, weekday: number, weeks: number | undefined): dayjs.Dayjs {
  const today = now.day() || 7
  if (weeks === undefined) return now.add((weekday - today + 7) % 7, 'day')
  return now.add(weekday - today + 7 * weeks, 'day')
}

/** Without a year it is the next such day. */
function dated(text: string, now: dayjs.Dayjs): dayjs.Dayjs | undefined {
  const read = readDate(text.replace(/号$/, '日'), now)
  if (!read || /\d{4}/.test(text) || !read.endOf('day').isBefore(now)) return read
  const next = read.year(now.year())
  return next.endOf('day').isBefore(now) ? next.add(1, 'year') : next
}

function chineseDay(said: Groups, now: dayjs.Dayjs): dayjs.Dayjs | undefined {
  const today = now.startOf('day')
  const ahead = AHEAD[said.near ?? said.eve ?? '']
  if (ahead !== undefined) return today.add(ahead, 'day')
  const weekday = WEEK[said.weekday ?? '']
  const weeks = { 下下: 2, 下: 1, 这: 0, 本: 0 }[said.week ?? '']
  if (weekday) return inWeek(today, weekday, weeks)
  return said.date ? dated(said.date, now) : undefined
}

function englishDay(said: Groups, now: dayjs.Dayjs): dayjs.Dayjs | undefined {
  const today = now.startOf('day')
  const near = said.near?.toLowerCase()
  if (near) return near.startsWith('tod') || near === 'tonight' ? today : today.add(1, 'day')
  const weekday = ENGLISH_WEEK.indexOf(said.weekday?.toLowerCase() ?? '') + 1
  const weeks = { this: 0, next: 1 }[said.week?.toLowerCase() ?? '']
  if (weekday) return inWeek(today, weekday, weeks)
  return said.date ? dated(said.date, now) : undefined
}

interface Clock {
  hour: number
  minute: number
}

const real = (hour: number, minute: number): Clock | 'none' =>
  hour < 24 && minute < 60 ? { hour, minute } : 'none'

const numeral = (text: string): number =>
  /\d/.test(text)
    ? Number(text)
    : text === '两'
      ? 2
      : text.length > 1
        ? 10 + NUMERALS.indexOf(text[1] ?? '')
        : NUMERALS.indexOf(text)

function chineseClock(said: Groups): Clock | 'none' | undefined {
  const hour = said.hour ?? said.hh
  // 明天下午 is no moment: until the end of the day.
  if (hour === undefined) return undefined
  const minute = said.half
    ? 30
    : said.quarter
      ? numeral(said.quarter) * 15
      : Number(said.minute ?? said.mm ?? 0)
  const told = numeral(hour)
  const late = /下午|傍晚|晚/.test(said.part ?? '') || (said.part === '中午' && told < 11)
  // Without a part of the day 3点 is in the afternoon: nobody is up.
  const afternoon = told < 12 && (late || (!said.part && told > 0 && told < 7 && !hour.startsWith('0')))
  return real(afternoon ? told + 12 : told, minute)
}

function englishClock(said: Groups): Clock | 'none' | undefined {
  if (said.part) return { hour: 12, minute: 0 }
  if (said.hh) return real(Number(said.hh), Number(said.mm))
  if (!said.hour) return undefined
  const told = Number(said.hour)
  if (told < 1 || told > 12) return 'none'
  return real((told % 12) + (said.half?.toLowerCase() === 'p' ? 12 : 0), Number(said.minute ?? 0))
}
