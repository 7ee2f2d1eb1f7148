import type { BackLinks, Field, Filter, Form, Value } from '@/api/types'
import { fieldByCode } from '@/features/fields/system-fields'

const MOST_COLUMNS = 3

/** What a related list shows beside the title: the first columns of the form's first view. */
export function columnsOf(form: Form, link: string): Field[] {
  const codes = form.views[0]?.columns?.map(column => column.field) ?? []
  const shown = codes.length > 0 ? codes : form.fields.map(field => field.code)
  return shown
    .filter(code => code !== form.title && code !== link)
    .map(code => fieldByCode(form, code))
    .filter(field => field !== undefined && !field.archived && field.kind.type !== 'long_text')
    .slice(0, MOST_COLUMNS) as Field[]
}

/** The condition under which a form's records point here. */
export function pointsHere(form: Form, link: string, id: string): Filter {
  const many = form.fields.find(field => field.code === link)?.kind.many === true
  return many ? { field: link, op: 'has_any', value: [id] } : { field: link, op: 'eq', value: id }
}

/** What a record that is begun here has already. */
export function beginning(form: Form, link: string, id: string): Record<string, Value> {
  return { [link]: form.fields.find(field => field.code === link)?.kind.many === true ? [id] : id }
}

/** Lists with records, and those that could be begun. */
export function sorted(
  lists: readonly BackLinks[],
  mayCreate: (form: string) => boolean,
): { filled: BackLinks[]; empty: BackLinks[] } {
  return {
    filled: lists.filter(list => list.count > 0),
    empty: lists.filter(list => list.count === 0 && mayCreate(list.form)),
  }
}
