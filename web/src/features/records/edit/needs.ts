import { Problem } from '@/api/http'
import type { Field, Form, RecordRow, Value } from '@/api/types'
import { isBlank, recordValue } from '@/features/fields/field-values'

/** Fields that a stage asks for and that the record, so changed, would leave empty. */
export function missingFor(form: Form, record: RecordRow, values: Record<string, Value>): Field[] {
  const codes = form.fields.flatMap(field => {
    if (field.kind.type !== 'stage' || !(field.code in values)) return []
    if (values[field.code] === recordValue(record, field.code)) return []
    return field.kind.options?.find(option => option.code === values[field.code])?.requires ?? []
  })
  const value = (code: string) => (code in values ? values[code] : recordValue(record, code))
  return liveFields(form, codes).filter(field => isBlank(value(field.code)))
}

/** Fields without which the server did not take a change; none when it refused for another reason as well. */
export function neededBy(form: Form, error: unknown): Field[] {
  if (!(error instanceof Problem) || error.errors.length === 0) return []
  if (!error.errors.every(problem => problem.code === 'required' && problem.field)) return []
  const codes = error.errors.map(problem => problem.field?.split('.').at(-1) ?? '')
  const fields = liveFields(form, codes)
  return fields.length === new Set(codes).size ? fields : []
}

/** Every field that some stage of this field asks for: a list that offers moves fetches them along. */
export function fieldsAskedBy(field: Field): string[] {
  return [...new Set((field.kind.options ?? []).flatMap(option => option.requires ?? []))]
}

function liveFields(form: Form, codes: readonly string[]): Field[] {
  const wanted = new Set(codes)
  return form.fields.filter(field => wanted.has(field.code) && !field.archived)
}
