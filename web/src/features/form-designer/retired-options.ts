import type { FormDocument } from '@/api/design-types'
import type { Field, Option } from '@/api/types'

/** An option that the draft takes out of use. */
export interface Retired {
  field: Field
  option: Option
}

/** Options that are offered by the fields in force and no longer by the draft's. */
export function retiredOptions(doc: FormDocument, inForce: readonly Field[]): Retired[] {
  return inForce.flatMap(field => {
    const next = doc.fields.find(other => other.id === field.id)
    if (field.archived || !next || next.archived) return []
    const offered = new Set((next.kind.options ?? []).filter(o => !o.archived).map(o => o.id))
    const before = (field.kind.options ?? []).filter(option => !option.archived)
    return before.filter(option => !offered.has(option.id)).map(option => ({ field, option }))
  })
}

/** Finds the records that hold it. */
export const heldFilter = ({ field, option }: Retired) =>
  field.kind.type === 'choices'
    ? { field: field.code, op: 'has_any' as const, value: [option.code] }
    : { field: field.code, op: 'eq' as const, value: option.code }
