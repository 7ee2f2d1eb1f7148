import type { AggregateAnswer } from '@/api/records'
import type { Field, Filter, RecordRow, Value } from '@/api/types'
import { recordValue } from '@/features/fields/field-values'
import { words } from '@/lib/label'
import { type BoardColumn, NO_COLUMN } from './settings'

/** What stands in the head of a column: over all its records, whether they are loaded or not. */
export interface Total {
  count: number
  /** A decimal string; none when nothing is summed. */
  sum: string | null
}

export type Totals = ReadonlyMap<string, Total>

/** Columns offered at most where people make them. */
const MOST_PEOPLE = 60

export const keyOf = (value: Value | undefined): string => (typeof value === 'string' ? value : NO_COLUMN)

/** The totals by column, from groups by the board's field: `[count]` or `[count, sum]`. */
export function readTotals(answer: AggregateAnswer): Map<string, Total> {
  return new Map(
    answer.rows.map(row => [
      keyOf(row.keys[0]),
      { count: Number(row.values[0] ?? 0), sum: row.values[1] == null ? null : String(row.values[1]) },
    ]),
  )
}

/**
 * The columns of a board. Stages and options stand in their order, also without records; people only with records, most
 * first. Records without a value come first, if there are any.
 */
export function columnsOf(field: Field, answer: AggregateAnswer, none: string): BoardColumn[] {
  const totals = readTotals(answer)
  const empty: BoardColumn[] = totals.get(NO_COLUMN)?.count ? [{ key: NO_COLUMN, name: none }] : []
  if (field.kind.options) {
    const options = field.kind.options.filter(option => !option.archived || totals.get(option.code)?.count)
    return [
      ...empty,
      ...options.map(option => ({ key: option.code, option, name: words(option.label) || option.code })),
    ]
  }
  const people = answer.rows.filter(row => keyOf(row.keys[0]) !== NO_COLUMN)
  return [
    ...empty,
    ...people
      .map(row => ({ key: keyOf(row.keys[0]), name: row.display[0] ?? '' }))
      .sort((a, b) => (totals.get(b.key)?.count ?? 0) - (totals.get(a.key)?.count ?? 0))
      .slice(0, MOST_PEOPLE),
  ]
}

/** The records of one column. */
export const columnFilter = (field: string, key: string): Filter =>
  key === NO_COLUMN ? { field, op: 'empty' } : { field, op: 'eq', value: key }

/** A card on its way: shown in its new column before the server has answered. */
export interface Move {
  record: RecordRow
  from: string
  to: string
}

/** A column's cards with those on their way taken out and put in; `place` says where one comes to stand. */
export function withMoves(
  rows: readonly RecordRow[],
  key: string,
  moves: readonly Move[],
  place: (rows: readonly RecordRow[], record: RecordRow) => number,
): RecordRow[] {
  const leaving = new Set(moves.filter(move => move.to !== key).map(move => move.record.id))
  const shown = rows.filter(row => !leaving.has(row.id))
  for (const move of moves) {
    if (move.to !== key || shown.some(row => row.id === move.record.id)) continue
    shown.splice(place(shown, move.record), 0, move.record)
  }
  return shown
}

/** Totals as they will be when the cards on their way have arrived. */
export function totalsAfter(totals: Totals, moves: readonly Move[], sum: string | undefined): Totals {
  const after = new Map(totals)
  for (const { record, from, to } of moves) {
    const amount = sum === undefined ? null : (recordValue(record, sum) ?? null)
    for (const [key, sign] of [
      [from, -1],
      [to, 1],
    ] as const) {
      const before = after.get(key) ?? { count: 0, sum: null }
      after.set(key, {
        count: Math.max(0, before.count + sign),
        sum: amount === null ? before.sum : addDecimal(before.sum ?? '0', String(amount), sign),
      })
    }
  }
  return after
}

const PLACES = 6
const SCALE = 10n ** BigInt(PLACES)

/** Exact: amounts never pass through a float. */
export function addDecimal(a: string, b: string, sign: 1 | -1): string {
  const scaled = (text: string): bigint => {
    const [, minus = '', whole = '0', part = ''] = text.match(/^(-?)(\d+)(?:\.(\d+))?$/) ?? []
    const value = BigInt(whole) * SCALE + BigInt(part.padEnd(PLACES, '0').slice(0, PLACES) || '0')
    return minus ? -value : value
  }
  const total = scaled(a) + BigInt(sign) * scaled(b)
  const size = total < 0n ? -total : total
  const part = (size % SCALE).toString().padStart(PLACES, '0').replace(/0+$/, '')
  return `${total < 0n ? '-' : ''}${size / SCALE}${part ? `.${part}` : ''}`
}
