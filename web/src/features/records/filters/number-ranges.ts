import type { Condition, Field } from '@/api/types'
import { decimalText, moneyText } from '@/lib/format'

/** A number that occurs, and how often. */
export interface Occurs {
  key: string
  count: number
}

/** So few numbers are ticked one by one; more come in ranges. */
export const MOST_VALUES = 50
const RANGES = 6

/**
 * Ranges and single numbers are known by how they are written: `=5`, `1~9`, `<5`, `>=5`, `<=5`. Each is one condition, so
 * that what the sentence says and what is ticked are the same.
 */
const CODE = /^(=|<=|>=|<)(-?[\d.]+)$|^(-?[\d.]+)~(-?[\d.]+)$/

export function conditionOfRange({ code: field }: Field, code: string): Condition | undefined {
  const [, sign, value, from, to] = CODE.exec(code) ?? []
  if (from !== undefined && to !== undefined) return { field, op: 'between', value: [from, to] }
  const op = { '=': 'eq', '<': 'lt', '<=': 'le', '>=': 'ge' }[sign ?? '']
  return op && value !== undefined ? { field, op, value } : undefined
}

export function rangeOf({ op, value }: Condition): string | undefined {
  const code =
    op === 'between' && Array.isArray(value)
      ? `${value[0]}~${value[1]}`
      : `${{ eq: '=', lt: '<', le: '<=', ge: '>=' }[op] ?? ''}${value}`
  return CODE.test(code) ? code : undefined
}

/** In the field's own numbers, e.g. ¥10,000 – ¥19,999.99. */
export function rangeWords(field: Field, code: string): string {
  const one = (value: string) =>
    field.kind.type === 'money' ? moneyText(value, field.kind.currency ?? 'CNY') : decimalText(value)
  const [, sign, value = '', from, to] = CODE.exec(code) ?? []
  if (from !== undefined && to !== undefined) return `${one(from)} – ${one(to)}`
  if (sign === '=') return one(value)
  return `${{ '<': '<', '<=': '≤', '>=': '≥' }[sign ?? ''] ?? ''} ${one(value)}`
}

/** The bounds that a range says, for the boxes. */
export function boundsOf(code: string | undefined): { from: string; to: string } {
  const [, sign, value = '', from, to] = CODE.exec(code ?? '') ?? []
  if (from !== undefined && to !== undefined) return { from, to }
  return { from: sign === '>=' ? value : '', to: sign === '<=' ? value : '' }
}

/** The range between two bounds, either of which may be open. */
export function rangeBetween(from: string, to: string): string | undefined {
  if (from && to) return Number(from) <= Number(to) ? `${from}~${to}` : `${to}~${from}`
  if (from) return `>=${from}`
  return to ? `<=${to}` : undefined
}

/** A number as people would choose it for a bound: 1, 2 or 5 and zeros. */
function round(value: number): number {
  const size = 10 ** Math.floor(Math.log10(Math.abs(value)))
  const lead = Math.abs(value) / size
  return Math.sign(value) * (lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10) * size
}

/** The codes to tick: each number where they are few, else ranges that hold about as many records each. */
export function rangesOf(field: Field, occurring: readonly Occurs[]): string[] {
  const sorted = [...occurring].sort((a, b) => Number(a.key) - Number(b.key))
  if (sorted.length <= MOST_VALUES) return sorted.map(({ key }) => `=${key}`)
  const total = sorted.reduce((sum, { count }) => sum + count, 0)
  const least = Number(sorted[0]?.key)
  const bounds = new Set<number>()
  let seen = 0
  for (const { key, count } of sorted) {
    const before = Math.floor((seen * RANGES) / total)
    seen += count
    const value = Number(key)
    if (Math.floor((seen * RANGES) / total) === before || value === 0) continue
    const bound = round(value)
    if (bound > least && bound <= Number(sorted.at(-1)?.key)) bounds.add(bound)
  }
  const cuts = [...bounds].sort((a, b) => a - b)
  const first = cuts[0]
  const last = cuts.at(-1)
  if (first === undefined || last === undefined) return [`>=${sorted[0]?.key}`]
  const digits = Math.max(places(sorted), field.kind.decimals ?? 0)
  return [
    `<${plain(first)}`,
    // What a bound belongs to is said once: the range below it ends one step before.
    ...cuts.slice(1).map((cut, at) => `${plain(cuts[at] ?? cut)}~${plain(cut - 10 ** -digits, digits)}`),
    `>=${plain(last)}`,
  ]
}

const places = (occurring: readonly Occurs[]) =>
  Math.max(...occurring.map(({ key }) => key.split('.')[1]?.length ?? 0))

const plain = (value: number, digits = 6): string =>
  value
    .toFixed(digits)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')

/** How many records a range holds. */
export function countIn(code: string, occurring: readonly Occurs[]): number {
  const [, sign, value, from, to] = CODE.exec(code) ?? []
  const holds = (number: number) => {
    if (from !== undefined && to !== undefined) return number >= Number(from) && number <= Number(to)
    if (sign === '=') return number === Number(value)
    if (sign === '<') return number < Number(value)
    return sign === '<=' ? number <= Number(value) : number >= Number(value)
  }
  return occurring.reduce((sum, { key, count }) => sum + (holds(Number(key)) ? count : 0), 0)
}
