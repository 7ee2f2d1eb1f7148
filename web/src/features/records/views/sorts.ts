import type { Field, Form, Sort } from '@/api/types'
import { fieldByCode } from '@/features/fields/system-fields'

/** Columns of every record that no picker offers and that have an order all the same. */
const UNLISTED = new Set(['id', 'rev', 'deleted_at'])
const WITHOUT_ORDER = new Set(['link', 'choices', 'attachment'])

const hasOrder = (field: Field): boolean => !field.sensitive && !WITHOUT_ORDER.has(field.kind.type)

/** A sort as far as it can be asked for: a view or an address may name what has no order, or is gone. */
export function orderly(form: Form, sort: Sort[]): { sort: Sort[]; dropped: string[] } {
  const kept = sort.filter(({ field: code }) => {
    const field = fieldByCode(form, code)
    return field ? hasOrder(field) : UNLISTED.has(code)
  })
  const dropped = sort.filter(part => !kept.includes(part)).map(part => part.field)
  return dropped.length > 0 ? { sort: kept, dropped } : { sort, dropped }
}
