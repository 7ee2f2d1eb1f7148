import type { Filter, Form, View } from '@/api/types'
import { fieldByCode } from '@/features/fields/system-fields'
import { words } from '@/lib/label'
import { type ListSearch, listHref, parseListSearch, sortText } from '@/lib/list-search'

/** Parts of an address that are about one person's moment and not about the list. */
const PASSING = ['peek', 'new', 'cut', 'export']

/** The address under which somebody else sees this list: the view by name, with filter, sort and settings as they are now. */
export function linkTo(address: string, view: string): string {
  const url = new URL(address)
  for (const part of PASSING) url.searchParams.delete(part)
  if (view) url.searchParams.set('view', view)
  return url.href
}

const PARTS = [
  'columns',
  'group',
  'aggregates',
  'frozen',
  'row_height',
  'colours',
  'kanban',
  'calendar',
] as const

/** The conditions as they hold for their sender: 我 is another person to whoever opens the link. */
function spelledOut(form: Form, filter: Filter, me: string): Filter {
  const inner = (part: Filter) => spelledOut(form, part, me)
  if ('and' in filter) return { and: filter.and.map(inner) }
  if ('or' in filter) return { or: filter.or.map(inner) }
  if ('not' in filter) return { not: inner(filter.not) }
  const type = fieldByCode(form, filter.field)?.kind.type
  if (type !== 'person') return filter
  const one = <T>(value: T) => (value === 'me' ? me : value)
  const { value } = filter
  if (value === undefined) return filter
  return { ...filter, value: Array.isArray(value) ? value.map(one) : one(value) } as Filter
}

/**
 * The address under which somebody else sees what a view shows that is only one person's own: it cannot be named, so
 * the address says all of it, and whose name it goes by. What is changed on the screen now, where the view is the open one, comes first.
 */
export function linkToOwn(address: string, form: Form, view: View, me: string): string {
  const url = new URL(address)
  const shown = parseListSearch(Object.fromEntries([...url.searchParams].map(readParameter)))
  const open = shown.view === view.code
  const layout = Object.fromEntries(PARTS.flatMap(part => (view[part] ? [[part, view[part]]] : [])))
  const all: ListSearch = {
    filter: view.filter ?? { and: [] },
    sort: sortText(view.sort ?? []),
    kind: view.kind ?? 'table',
    ...(open ? shown : {}),
    layout: { ...layout, ...(open ? shown.layout : {}) },
    of: words(view.name),
  }
  const { view: _, peek: __, new: ___, cut: ____, export: _____, filter, ...rest } = all
  return `${url.origin}${listHref(form.code, { ...rest, ...(filter ? { filter: spelledOut(form, filter, me) } : {}) })}`
}

const readParameter = ([name, text]: [string, string]): [string, unknown] => {
  try {
    return [name, JSON.parse(text)]
  } catch {
    return [name, text]
  }
}
