import type { Form, Value } from '@/api/types'
import { isBlank } from '@/features/fields/field-values'
import { isEditable } from '@/features/fields/registry'
import { readStored, writeStored } from '@/lib/stored'

export type Values = Record<string, Value>
/** Values as the form library holds them: flat, because its types cannot follow nested JSON. */
export type Typed = Record<string, unknown>

/** What was typed into a new record and not saved: kept in this browser until it is saved or thrown away. */
export const readDraft = (form: string): Values => readStored<Values>(`draft.${form}`, {})
export const keepDraft = (form: string, values: Values | undefined): void =>
  writeStored(
    `draft.${form}`,
    values && Object.values(values).some(value => !isBlank(value)) ? values : undefined,
  )

export function startValues(form: Form): Values {
  const values: Values = {}
  for (const field of form.fields) {
    if (field.default !== undefined && field.default !== null && isEditable(field))
      values[field.code] = field.default
  }
  return values
}

/** Values worth sending: blanks are left to the server's defaults. */
export function filled(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !isBlank(value)))
}
