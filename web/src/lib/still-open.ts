import type { Filter, Form } from '@/api/types'

/** What is still worked on: everything whose stage is not an end. On the rest nothing is due any more. */
export function openFilter(form: Pick<Form, 'fields'> | undefined): Filter[] {
  const stage = form?.fields.find(field => field.kind.type === 'stage' && !field.archived)
  const ends = stage?.kind.options?.filter(option => option.closed).map(option => option.code) ?? []
  if (!stage || ends.length === 0) return []
  return [{ not: { field: stage.code, op: 'in', value: ends } }]
}
