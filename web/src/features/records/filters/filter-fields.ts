import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import { formQuery } from '@/api/queries'
import type { Field, Form } from '@/api/types'
import { allFields } from '@/features/fields/system-fields'
import { words } from '@/lib/label'

/** A field that a condition can name: one of the form's own, or one of a linked record, as `customer.region`. */
export interface FilterField extends Field {
  /** For a field of a linked record: where it lives, and by which link it is reached. */
  through?: { form: string; field: Field; link: Field }
}

const isLink = (field: Field): boolean =>
  field.kind.type === 'link' && !field.kind.many && Boolean(field.kind.form) && !field.archived

/** The fields of linked records, named by the way to them. */
export function linkedFields(fields: readonly Field[], forms: ReadonlyMap<string, Form>): FilterField[] {
  return fields.filter(isLink).flatMap(link => {
    const form = forms.get(link.kind.form ?? '')
    return (form ? allFields(form) : []).map(field => ({
      ...field,
      id: `${link.id}.${field.id}`,
      code: `${link.code}.${field.code}`,
      name: `${words(link.name)} › ${words(field.name)}`,
      through: { form: form?.code ?? '', field, link },
    }))
  })
}

/** Own fields and, where they are wanted, those of linked records: their forms are fetched for it. */
export function useFilterFields(fields: Field[], wanted: boolean): FilterField[] {
  const links = wanted ? [...new Set(fields.filter(isLink).map(field => field.kind.form ?? ''))] : []
  const forms = useQueries({
    queries: links.map(form => ({ ...formQuery(form), retry: false })),
    combine: results => results.map(result => result.data),
  })
  return useMemo(() => {
    const known = new Map(forms.flatMap(form => (form ? [[form.code, form] as const] : [])))
    return known.size > 0 ? [...fields, ...linkedFields(fields, known)] : fields
  }, [fields, forms])
}

/** Whether a filter speaks of linked records. */
export const speaksOfLinks = (filter: unknown): boolean =>
  /"field":"[^"]+\.[^"]+"/.test(JSON.stringify(filter ?? null))
