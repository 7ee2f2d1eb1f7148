import type { Condition, Field, Filter, RecordRow, Value } from '@/api/types'
import { isBlank, recordValue } from '@/features/fields/field-values'
import { isCondition, isGroup } from '../filters/filter-document'

/** Who looks, and when: what `me` and `today` mean. */
export interface Eyes {
  me: string
  department: string | undefined
  now: number
}

/**
 * Whether a record that is on the screen meets a condition, as the server would answer: for colours only, so that they
 * follow an edit at once. Conditions over linked records cannot be told from the row and never hold.
 */
export function matches(
  filter: Filter,
  record: RecordRow,
  fields: ReadonlyMap<string, Field>,
  eyes: Eyes,
): boolean {
  // An empty filter asks for nothing.
  if (Object.keys(filter).length === 0) return true
  if (isGroup(filter))
    return 'and' in filter
      ? filter.and.every(item => matches(item, record, fields, eyes))
      : filter.or.some(item => matches(item, record, fields, eyes))
  if (!isCondition(filter)) return !matches(filter.not, record, fields, eyes)
  const field = fields.get(filter.field)
  return field !== undefined && holds(filter, field, recordValue(record, filter.field) ?? null, eyes)
}

function holds({ op, value: asked }: Condition, field: Field, value: Value, eyes: Eyes): boolean {
  const blank = isBlank(value)
  if (op === 'empty') return blank
  if (op === 'not_empty') return !blank
  const wanted = (Array.isArray(asked) ? asked : [asked ?? null]).map(one => meant(one, eyes))
  const { type } = field.kind
  // No answer is a no.
  if (type === 'yes_no') return (value === true) === (wanted[0] === true)
  if (op.startsWith('has_')) {
    const own = new Set(Array.isArray(value) ? value.map(String) : [])
    const found = wanted.filter(one => own.has(String(one))).length
    return op === 'has_any' ? found > 0 : op === 'has_all' ? found === wanted.length : found === 0
  }
  if (type === 'date' || type === 'date_time')
    return !blank && holdsTime(op, asked ?? null, String(value), eyes)
  // What has no value differs from everything, and is neither more nor less than anything.
  if (blank) return op === 'ne' || op === 'not_in' || op === 'not_contains'
  if (['number', 'money', 'idle_days'].includes(type))
    return holdsNumber(op, wanted.map(Number), Number(value))
  const text = folded(value)
  const whole = ['eq', 'ne', 'in', 'not_in'].includes(op)
  const words = wanted.map(one => folded(type === 'phone' && whole ? storedPhone(one) : one))
  const word = words[0] ?? ''
  switch (op) {
    case 'eq':
      return text === word
    case 'ne':
      return text !== word
    case 'in':
      return words.includes(text)
    case 'not_in':
      return !words.includes(text)
    case 'contains':
      return text.includes(word)
    case 'not_contains':
      return !text.includes(word)
    case 'starts_with':
      return text.startsWith(word)
    case 'ends_with':
      return text.endsWith(word)
    default:
      return false
  }
}

/** A mobile number of the mainland as it is stored; other numbers as they were typed. */
const storedPhone = (value: Value): Value => {
  const digits = String(value).replace(/[\s()-]/g, '')
  return /^1\d{10}$/.test(digits) ? `+86${digits}` : digits
}

const folded = (value: Value): string => String(value).toLowerCase()

function meant(value: Value, eyes: Eyes): Value {
  if (value === 'me') return eyes.me
  return value === 'my_department' ? (eyes.department ?? null) : value
}

function holdsNumber(op: string, wanted: number[], value: number): boolean {
  const [a = Number.NaN, b = Number.NaN] = wanted
  switch (op) {
    case 'eq':
      return value === a
    case 'ne':
      return value !== a
    case 'lt':
      return value < a
    case 'le':
      return value <= a
    case 'gt':
      return value > a
    case 'ge':
      return value >= a
    case 'between':
      return value >= a && value <= b
    default:
      return false
  }
}

/** A stretch of time: from its first moment to just before its end. */
type Span = [from: number, to: number]

function holdsTime(op: string, asked: Value, value: string, eyes: Eyes): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(value) ? dayStart(value) : Date.parse(value)
  if (op === 'within') {
    const span = periodOf(asked, eyes.now)
    return span !== undefined && at >= span[0] && at < span[1]
  }
  const list = Array.isArray(asked) ? asked : [asked]
  const [first, last] = [spanOf(list[0] ?? null, eyes.now), spanOf(list.at(-1) ?? null, eyes.now)]
  if (!first || !last) return false
  switch (op) {
    case 'eq':
      return at >= first[0] && at < first[1]
    case 'ne':
      return at < first[0] || at >= first[1]
    case 'lt':
      return at < first[0]
    case 'le':
      return at < first[1]
    case 'gt':
      return at >= first[1]
    case 'ge':
      return at >= first[0]
    case 'between':
      return at >= first[0] && at < last[1]
    default:
      return false
  }
}

const midnight = (time: number): Date => {
  const day = new Date(time)
  day.setHours(0, 0, 0, 0)
  return day
}
const dayStart = (text: string): number => {
  const [year = 0, month = 1, day = 1] = text.split('-').map(Number)
  return new Date(year, month - 1, day).getTime()
}
const plusDays = (time: number, days: number): number => {
  const day = midnight(time)
  day.setDate(day.getDate() + days)
  return day.getTime()
}

function spanOf(value: Value, now: number): Span | undefined {
  if (value === 'now') return [now, now + 1]
  if (value === 'today') return [plusDays(now, 0), plusDays(now, 1)]
  const text = String(value)
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return [dayStart(text), plusDays(dayStart(text), 1)]
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : [at, at + 1]
}

/** `within`: a named period, or so many days, weeks or months before or after now. Weeks begin on Monday. */
export function periodOf(value: Value, now: number): Span | undefined {
  const today = plusDays(now, 0)
  if (typeof value === 'string') {
    const date = new Date(today)
    const [year, month] = [date.getFullYear(), date.getMonth()]
    const monday = plusDays(now, -((date.getDay() + 6) % 7))
    const months = (from: number, to: number): Span => [
      new Date(year, from, 1).getTime(),
      new Date(year, to, 1).getTime(),
    ]
    const quarter = month - (month % 3)
    const named: Record<string, Span> = {
      today: [today, plusDays(now, 1)],
      yesterday: [plusDays(now, -1), today],
      tomorrow: [plusDays(now, 1), plusDays(now, 2)],
      this_week: [monday, plusDays(monday, 7)],
      last_week: [plusDays(monday, -7), monday],
      next_week: [plusDays(monday, 7), plusDays(monday, 14)],
      this_month: months(month, month + 1),
      last_month: months(month - 1, month),
      next_month: months(month + 1, month + 2),
      this_quarter: months(quarter, quarter + 3),
      last_quarter: months(quarter - 3, quarter),
      next_quarter: months(quarter + 3, quarter + 6),
      this_year: months(0, 12),
      last_year: months(-12, 0),
      next_year: months(12, 24),
    }
    return named[value]
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const way = ['last', 'next', 'older_than'].find(key => key in value)
  if (!way) return undefined
  const amount = Number(value[way])
  const tomorrow = plusDays(now, 1)
  const far = (from: number, count: number): number => {
    if (value.unit === 'month') {
      const day = new Date(from)
      day.setMonth(day.getMonth() + count)
      return day.getTime()
    }
    return plusDays(from, count * (value.unit === 'week' ? 7 : 1))
  }
  if (way === 'older_than') return [Number.NEGATIVE_INFINITY, far(today, -amount)]
  return way === 'last' ? [far(tomorrow, -amount), tomorrow] : [today, far(today, amount)]
}
