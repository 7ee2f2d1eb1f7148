import type { OpGroup } from '@/features/fields/ops'
import { i18n } from '@/i18n/setup'

/** An operator in the words of its kind: `lt` is 小于 for numbers and 早于 for dates. */
export function opWords(group: OpGroup, op: string): string {
  const own = `filters:op.${group}_${op}`
  return i18n.exists(own) ? i18n.t(own) : i18n.t(`filters:op.${op}`)
}
