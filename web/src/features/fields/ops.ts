/** Operators by group of kinds, as in docs/api.md. The first one is what a new condition starts with. */
export const OPS = {
  text: [
    'contains',
    'not_contains',
    'eq',
    'ne',
    'starts_with',
    'ends_with',
    'in',
    'not_in',
    'empty',
    'not_empty',
  ],
  number: ['ge', 'le', 'gt', 'lt', 'eq', 'ne', 'between', 'empty', 'not_empty'],
  date: ['within', 'eq', 'ne', 'lt', 'le', 'gt', 'ge', 'between', 'empty', 'not_empty'],
  yes_no: ['eq'],
  one: ['in', 'eq', 'ne', 'not_in', 'empty', 'not_empty'],
  many: ['has_any', 'has_all', 'has_none', 'empty', 'not_empty'],
  idle: ['ge', 'gt', 'le', 'lt'],
  sealed: ['eq', 'in', 'empty', 'not_empty'],
  none: [],
} as const satisfies Record<string, readonly string[]>

export type OpGroup = keyof typeof OPS

export const NO_VALUE = new Set(['empty', 'not_empty'])
export const LIST_VALUE = new Set(['in', 'not_in', 'has_any', 'has_all', 'has_none'])

/** What stays of a value when the operator changes. */
export function valueForOp<V>(from: string, to: string, value: V | V[] | undefined): V | V[] | undefined {
  if (NO_VALUE.has(to)) return undefined
  if (from === to) return value
  if (LIST_VALUE.has(from) && LIST_VALUE.has(to)) return value
  if (to === 'between' || from === 'between' || to === 'within' || from === 'within') return undefined
  if (LIST_VALUE.has(to)) return Array.isArray(value) ? value : value === undefined ? undefined : [value]
  return Array.isArray(value) ? value[0] : value
}
