import type { Field } from '@/api/types'
import { kindOf } from '@/features/fields/registry'

export type WhyNot = 'here' | 'automatic' | 'system' | 'archived' | 'right'

/** Why a cell cannot be edited; undefined where it can. `here`: nothing is edited in this list. */
export function whyNotEditable(field: Field, canEdit: boolean): WhyNot | undefined {
  if (!canEdit) return 'here'
  if (!kindOf(field).editable) return field.system ? 'system' : 'automatic'
  if (field.archived) return 'archived'
  if (field.can?.edit === false) return field.system ? 'system' : 'right'
  return undefined
}
