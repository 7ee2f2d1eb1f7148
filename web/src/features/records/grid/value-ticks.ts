import type { Condition, Field, Filter, Option } from '@/api/types'
import { kindOf } from '@/features/fields/registry'
import { asGroup, isCondition, itemsOf } from '../filters/filter-document'
import { conditionOfRange, rangeOf } from '../filters/number-ranges'
import { conditionOf, isTime, levelOf } from './groups'

/** Stands among the ticked values for records that have none. */
export const BLANK = ''

/** How a heading's list of values is ticked: value by value, yes or no, a month or a range of numbers at a time. */
export type Ticks = 'values' | 'yes_no' | 'months' | 'numbers'

/** What list of values makes sense for a field; none for long texts and the like. */
export function ticksOf(field: Field): Ticks | undefined {
  const { ops } = kindOf(field)
  if (field.kind.many) return undefined
  if (ops === 'yes_no') return 'yes_no'
  if (ops === 'number') return 'numbers'
  if (isTime(field) && ops === 'date') return 'months'
  return ops === 'one' || (ops === 'text' && field.kind.type !== 'long_text') ? 'values' : undefined
}

/** Options that a list of values offers: those in use, and one out of use as long as a record or the filter holds it. */
export const offeredOptions = (field: Field, held: ReadonlySet<string>): Option[] =>
  (field.kind.options ?? []).filter(option => !option.archived || held.has(option.code))

/** Whether the list of values that a heading offers makes sense. */
export const hasValueList = (field: Field): boolean => ticksOf(field) !== undefined

/** The condition that ticked values stand for; none where all or nothing is ticked. */
export function conditionFor(field: Field, ticks: Ticks, chosen: readonly string[]): Filter | undefined {
  const { code } = field
  const named = chosen.filter(key => key !== BLANK)
  const parts: Filter[] = []
  if (ticks === 'yes_no') {
    if (named.length === 1) parts.push({ field: code, op: 'eq', value: named[0] === 'true' })
  } else if (ticks === 'months') {
    parts.push(...named.map(month => conditionOf(levelOf(field, { field: code, by: 'month' }), month)))
  } else if (ticks === 'numbers') {
    parts.push(...named.flatMap(range => conditionOfRange(field, range) ?? []))
  } else if (named.length > 0) parts.push({ field: code, op: 'in', value: named })
  if (chosen.includes(BLANK)) parts.push({ field: code, op: 'empty' })
  return parts.length < 2 ? parts[0] : { or: parts }
}

/** The values that one condition ticks; none for a condition that a list of values does not make. */
function ticked(field: Field, ticks: Ticks, condition: Condition): string[] | undefined {
  const { op, value } = condition
  if (op === 'empty' && ticks !== 'yes_no') return [BLANK]
  if (op === 'in' && ticks === 'values' && Array.isArray(value)) return value.map(String)
  if (ticks === 'numbers') {
    const range = rangeOf(condition)
    return range === undefined ? undefined : [range]
  }
  if (op === 'eq' && ticks === 'yes_no') return [String(value === true)]
  if (op !== 'between' || ticks !== 'months' || !Array.isArray(value)) return undefined
  const month = String(value[0]).slice(0, 7)
  const made = conditionFor(field, ticks, [month])
  return JSON.stringify((made as Condition).value) === JSON.stringify(value) ? [month] : undefined
}

/** The values that are ticked, and where the sentence has the condition for them at its top level. */
export function heldBy(
  filter: Filter | undefined,
  field: Field,
  ticks: Ticks,
): { at: number; chosen: Set<string> } {
  const root = asGroup(filter)
  const items = 'and' in root ? itemsOf(root) : [root]
  for (const [at, item] of items.entries()) {
    const parts = 'or' in item ? item.or : [item]
    const keys = parts.map(part =>
      isCondition(part) && part.field === field.code ? ticked(field, ticks, part) : undefined,
    )
    if (keys.length > 0 && keys.every(key => key !== undefined)) return { at, chosen: new Set(keys.flat()) }
  }
  return { at: -1, chosen: new Set() }
}
