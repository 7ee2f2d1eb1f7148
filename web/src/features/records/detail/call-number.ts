import { useQueries } from '@tanstack/react-query'
import { formQuery, recordQuery } from '@/api/queries'
import type { Form, RecordRow } from '@/api/types'
import { recordValue } from '@/features/fields/field-values'
import { titleOf } from './record-view'

export interface Called {
  number: string
  /** Who answers there, where it is not the record's own number. */
  name?: string
}

/** Linked records that are looked through for a number. */
const MOST = 4

/** The number that stands in a record: a sensitive one is not for calling. */
export function numberIn(form: Form, record: RecordRow): string | undefined {
  for (const field of form.fields) {
    if (field.kind.type !== 'phone' || field.sensitive || field.archived) continue
    const value = recordValue(record, field.code)
    if (typeof value === 'string' && value) return value
  }
  return undefined
}

/** Whom a record leads to, in the order of its fields. */
export function linkedFrom(form: Form, record: RecordRow): { form: string; id: string }[] {
  return form.fields
    .flatMap(field => {
      const target = field.kind.type === 'link' && !field.archived ? field.kind.form : undefined
      if (!target) return []
      const value = recordValue(record, field.code)
      const ids = Array.isArray(value) ? value : [value]
      return ids.flatMap(id => (typeof id === 'string' && id ? { form: target, id } : []))
    })
    .slice(0, MOST)
}

/** Whether a form's records belong to others of these: a person of a company is nearer than the company. */
const belongs = (form: Form, codes: readonly string[]): boolean =>
  form.fields.some(
    ({ kind }) => kind.type === 'link' && kind.form !== form.code && codes.includes(kind.form ?? ''),
  )

/** Whom to call about a record: its own number, or that of the nearest linked record that has one. */
export function useCalled(form: Form, record: RecordRow): Called | undefined {
  const own = numberIn(form, record)
  const linked = own ? [] : linkedFrom(form, record)
  // What is out of this person's sight is no number for them, and no error.
  const codes = [...new Set(linked.map(one => one.form))]
  const found = useQueries({ queries: codes.map(code => ({ ...formQuery(code), retry: false })) })
  const forms = linked.map(one => found[codes.indexOf(one.form)])
  const records = useQueries({
    queries: linked.map((one, at) => ({
      ...recordQuery(one.form, one.id),
      retry: false,
      enabled: Boolean(forms[at]?.data?.fields.some(field => field.kind.type === 'phone')),
    })),
  })
  if (own) return { number: own }
  const reached = records.flatMap(({ data }, at) => {
    const of = forms[at]?.data
    const number = of && data && numberIn(of, data)
    return number ? [{ number, name: titleOf(of, data), near: belongs(of, codes) }] : []
  })
  const called = reached.find(one => one.near) ?? reached[0]
  return called && { number: called.number, name: called.name }
}
