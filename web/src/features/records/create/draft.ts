import type { Form, Value } from '@/api/types'
import { isBlank } from '@/features/fields/field-values'
import { isEditable } from '@/features/fields/registry'
import { words } from '@/lib/label'
import { ownKey, SAID, writeOwn } from '@/lib/own-key'
import { inStorage, readStored } from '@/lib/stored'
import type { Attempt } from './attempt'

export type Values = Record<string, Value>
/** Values as the form library holds them: flat, because its types cannot follow nested JSON. */
export type Typed = Record<string, unknown>

/** Beside what was typed: under which id it was sent, where nobody knows whether it arrived. No field is called so. */
const TRIED = '$tried'

type Tried = Pick<Attempt, 'id' | 'tries'>

/** What was typed into a new record and not saved: kept in this browser until it is saved or thrown away. */
export function readDraft(person: string, form: Form): Values {
  const { [SAID]: _, [TRIED]: __, ...held } = stored(person, form)
  const open = withoutSensitive(form, held)
  // The field was made sensitive since.
  if (Object.keys(open).length < Object.keys(held).length)
    keepDraft(person, form, open, triedIn(person, form))
  return open
}

/** As what it was sent already, if it was. */
export const triedIn = (person: string, form: Form): Tried | undefined => stored(person, form)[TRIED]

type Stored = Values & { [TRIED]?: Tried }

const stored = (person: string, form: Form): Stored => readStored<Stored>(slot(person, form), {})

/** Whether it is kept: a full or closed storage keeps nothing. */
export function keepDraft(
  person: string,
  form: Form,
  values: Values | undefined,
  { id, tries }: Tried = { id: '', tries: [] },
): boolean {
  // Who is responsible is the writer again, as in every new record.
  const { owner: _, ...typed } = withoutSensitive(form, values ?? {})
  const any = Object.values(typed).some(value => !isBlank(value))
  const tried =
    tries.length > 0 ? { [TRIED]: { id, tries: tries.map(one => withoutSensitive(form, one)) } } : {}
  const kept = any ? { ...typed, [SAID]: saidOf(form, typed), ...tried } : undefined
  writeOwn(slot(person, form), kept)
  return any && inStorage(slot(person, form), kept)
}

const WRITTEN = new Set<string | undefined>(['text', 'long_text', 'phone', 'email', 'url'])

/** Its first words as its writer knows them; what was picked from a list would be told by its code. */
function saidOf(form: Form, typed: Values): string {
  const written = form.fields.filter(field => WRITTEN.has(field.kind.type))
  const all = [form.title, ...written.map(field => field.code)].map(code => typed[code])
  return String(all.find(value => typeof value === 'string' && !isBlank(value)) ?? words(form.name))
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
    // Blanks too: a field that the form library is told nothing of keeps its value when all begins afresh.
    values[field.code] = field.default ?? first ?? null
  }
  return values
}

/** Values worth sending: blanks are left to the server's defaults. */
export function filled(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !isBlank(value)))
}
