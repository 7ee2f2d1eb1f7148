import type { Form, Value } from '@/api/types'
import { isBlank } from '@/features/fields/field-values'
import { isEditable } from '@/features/fields/registry'
import { ownKey } from '@/lib/own-key'
import { inStorage, readStored, writeStored } from '@/lib/stored'

export type Values = Record<string, Value>
/** Values as the form library holds them: flat, because its types cannot follow nested JSON. */
export type Typed = Record<string, unknown>

/** What was typed into a new record and not saved: kept in this browser until it is saved or thrown away. */
export function readDraft(person: string, form: Form): Values {
  const held = readStored<Values>(slot(person, form), {})
  const open = withoutSensitive(form, held)
  // The field was made sensitive since.
  if (Object.keys(open).length < Object.keys(held).length) keepDraft(person, form, open)
  return open
}

/** Whether it is kept: a full or closed storage keeps nothing. */
export function keepDraft(person: string, form: Form, values: Values | undefined): boolean {
  // Who is responsible is the writer again, as in every new record.
  const { owner: _, ...typed } = withoutSensitive(form, values ?? {})
  const any = Object.values(typed).some(value => !isBlank(value))
  writeStored(slot(person, form), any ? typed : undefined)
  return any && inStorage(slot(person, form), typed)
}

const slot = (person: string, form: Form): string => ownKey(person, `draft.${form.code}`)

/** No browser keeps what is sensitive. */
export function withoutSensitive(form: Form, values: Values): Values {
  const sensitive = new Set(form.fields.filter(field => field.sensitive).map(field => field.code))
  return Object.fromEntries(Object.entries(values).filter(([code]) => !sensitive.has(code)))
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
