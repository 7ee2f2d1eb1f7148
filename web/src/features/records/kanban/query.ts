import type { Field, Filter, KanbanSettings, Sort } from '@/api/types'
import { both } from '../filters/filter-document'
import { columnFilter } from './columns'

/** Which records a board shows, and what it wants to know of each. */
export interface BoardQuery {
  form: string
  filter: Filter | undefined
  search: string | undefined
  sort: Sort[]
  fields: string[]
}

export const PAGE = 40

/** What to ask for one page of a column. */
export function columnBody(query: BoardQuery, field: string, key: string) {
  const filter = both(query.filter, columnFilter(field, key))
  return {
    ...(filter ? { filter } : {}),
    ...(query.sort.length > 0 ? { sort: query.sort } : {}),
    ...(query.search ? { search: query.search } : {}),
    fields: query.fields,
    size: PAGE,
    count: 'none' as const,
  }
}

export function cardFieldsOf(settings: KanbanSettings, fields: readonly Field[]): Field[] {
  return (settings.fields ?? [])
    .filter(code => code !== settings.field)
    .map(code => fields.find(field => field.code === code))
    .filter(field => field !== undefined)
}
