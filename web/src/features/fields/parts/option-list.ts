import type { Field, Option } from '@/api/types'
import { words } from '@/lib/label'

export interface Choice {
  value: string
  label: string
  hue: Option['hue']
  /** An action leads here, by this name: it is not picked. */
  reachedBy?: string
  disabled?: boolean
}

/** Options on offer: live ones, and archived ones the record still holds. */
export function choicesOf(field: Field, held: readonly string[] = []): Choice[] {
  return (field.kind.options ?? [])
    .filter(option => !option.archived || held.includes(option.code))
    .map(({ code, label, hue, reachedBy }) => ({
      value: code,
      label: words(label),
      hue,
      ...(reachedBy ? { reachedBy: words(reachedBy), disabled: true } : {}),
    }))
}

export function optionOf(field: Field, code: unknown): Option | undefined {
  return field.kind.options?.find(option => option.code === code)
}
