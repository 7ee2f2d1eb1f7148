import type { Value } from '@/api/types'
import type { OpGroup } from '@/features/fields/ops'
import { i18n } from '@/i18n/setup'

/** What is said of a list that holds a single value. */
const OF_ONE: Readonly<Record<string, string>> = { in: 'eq', not_in: 'ne' }

/** An operator in the words of its kind: `lt` is 小于 for numbers and 早于 for dates. */
export function opWords(group: OpGroup, op: string): string {
  const own = `filters:op.${group}_${op}`
  return i18n.exists(own) ? i18n.t(own) : i18n.t(`filters:op.${op}`)
}

/** An operator as it is read aloud with its value: one of a single one is that one. */
export function saidOp(group: OpGroup, op: string, value: Value | undefined): string {
  const one = Array.isArray(value) && value.length < 2
  return opWords(group, (one && OF_ONE[op]) || op)
}
