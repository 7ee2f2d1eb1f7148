import type { Field, Tally, Value } from '@/api/types'
import { i18n } from '@/i18n/setup'
import { dateText, decimalText, fullTime, moneyText, plainNumber } from '@/lib/format'

export interface Measure {
  of: string
  field?: string
}

const NUMBERS = new Set(['number', 'money'])
const TIMES = new Set(['date', 'date_time'])
/** Kinds whose values lie in one column of the database, so that it can count them. */
const UNCOUNTED = new Set(['choices', 'attachment', 'idle_days'])

/** What can be said of a column as a whole. */
export function talliesOf(field: Field): Tally[] {
  const { type, many } = field.kind
  if (UNCOUNTED.has(type) || many) return ['count']
  const counts: Tally[] = ['count', 'filled', 'empty']
  if (NUMBERS.has(type)) return ['sum', 'avg', 'min', 'max', ...counts]
  return TIMES.has(type) ? ['min', 'max', ...counts] : counts
}

/** What the server is asked so that every column's number can be shown, each question once. */
export function measuresFor(tallies: Readonly<Record<string, Tally>>): Measure[] {
  const wanted = new Map<string, Measure>()
  for (const [field, tally] of Object.entries(tallies)) {
    if (tally === 'count') continue
    const of = tally === 'empty' ? 'filled' : tally
    wanted.set(`${of}:${field}`, { of, field })
  }
  return [...wanted.values()]
}

/** The number of a column from an answer: `values` stand in the order of `measures`, `count` is all records. */
export function tallied(
  field: string,
  tally: Tally,
  measures: readonly Measure[],
  values: readonly (string | number | null)[],
  count: number,
): Value {
  if (tally === 'count') return count
  const of = tally === 'empty' ? 'filled' : tally
  const at = measures.findIndex(measure => measure.of === of && measure.field === field)
  const value = values[at] ?? null
  if (tally !== 'empty') return value
  return value === null ? null : count - Number(value)
}

/** Means are cut to two digits more than the amounts have; sums never lose any. */
function rounded(value: string, field: Field): string {
  const digits = Math.min(6, Math.max(2, field.kind.decimals ?? 0))
  const [whole = '', part = ''] = value.split('.')
  return part.length > digits
    ? Number(value)
        .toFixed(digits)
        .replace(/\.?0+$/, '')
    : part
      ? value
      : whole
}

export function tallyText(field: Field, tally: Tally, value: Value): string {
  if (value === null || value === undefined) return '–'
  if (tally === 'count' || tally === 'filled' || tally === 'empty') return plainNumber(Number(value))
  const text = tally === 'avg' ? rounded(String(value), field) : String(value)
  if (field.kind.type === 'money') return moneyText(text, field.kind.currency ?? 'CNY')
  if (field.kind.type === 'date') return dateText(text)
  if (field.kind.type === 'date_time') return fullTime(text)
  const unit = field.kind.unit ? ` ${field.kind.unit}` : ''
  return `${decimalText(text)}${unit}`
}

export const tallyName = (tally: Tally): string => i18n.t(`records:tally.${tally}`)
