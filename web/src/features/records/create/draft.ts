import type { Form, Value } from '@/api/types'
import { isBlank } from '@/features/fields/field-values'
import { isEditable } from '@/features/fields/registry'
import { readStored, writeStored } from '@/lib/stored'

export type Values = Record<string, Value>
/** Values as the form library holds them: flat, because its types cannot follow nested JSON. */
export type Typed = Record<string, unknown>

/** What was typed into a new record and not saved: kept in this browser until it is saved or thrown away. */
export const readDraft = (form: string): Values => readStored<Values>(`draft.${form}`, {})
export function keepDraft(form: string, values: Values | undefined): void {
  // Who is responsible is asked anew: another person may go on here.
  const { owner: _, ...typed } = values ?? {}
  const any = Object.values(typed).some(value => !isBlank(value))
  writeStored(`draft.${form}`, any ? typed : undefined)
}

/** What a new record starts with: the defaults, and the first stage of a pipeline that must have one. */
export function startValues(form: Form): Values {
  const values: Values = {}
  for (const field of form.fields) {
    if (!isEditable(field)) continue
    const first =
      field.kind.type === 'stage' && field.required
        ? field.kind.options?.find(option => !option.archived)?.code
        : undefined
    const value = field.default ?? first
    if (value !== undefined && value !== null) values[field.code] = value
  }
  return values
}

/** Values worth sending: blanks are left to the server's defaults. */
export function filled(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !isBlank(value)))
}
