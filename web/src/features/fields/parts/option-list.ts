import type { Field, Option } from '@/api/types'
import { words } from '@/lib/label'

export interface Choice {
  value: string
  label: string
  hue: Option['hue']
}

/** Options on offer: live ones, and archived ones the record still holds. */
export function choicesOf(field: Field, held: readonly string[] = []): Choice[] {
  return (field.kind.options ?? [])
    .filter(option => !option.archived || held.includes(option.code))
    .map(option => ({ value: option.code, label: words(option.label), hue: option.hue }))
}

export function optionOf(field: Field, code: unknown): Option | undefined {
  return field.kind.options?.find(option => option.code === code)
}
