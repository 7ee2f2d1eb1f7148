import type { CalendarMode, Filter, Sort, ViewKind, ViewLayout } from '@/api/types'

/** What was changed of a view's layout and not saved. */
export type LayoutPart = Partial<Omit<ViewLayout, 'kind' | 'filter' | 'sort'>>

/** How somebody looks at a board or a calendar for now: nothing of it is a change of the view. */
export interface Look {
  /** Columns of a board that are folded away. */
  folded?: string[]
  mode?: CalendarMode
}

/** What the address of a list holds: everything needed to come back to the same rows. */
export interface ListSearch {
  view?: string
  filter?: Filter
  /** `-created_at,name` */
  sort?: string
  peek?: string
  q?: string
  bin?: boolean
  new?: boolean
  /** The dialog that writes the list into a file. */
  export?: boolean
  kind?: ViewKind
  layout?: LayoutPart
  look?: Look
  /** The name of a colleague's own view that all this is a copy of. */
  of?: string
  /** The day that a calendar shows: `2026-11-21`. */
  day?: string
  /** Something of the address was cut off on its way here, and this is what cannot be told any more. */
  cut?: 'filter' | 'layout'
}

const KINDS: readonly unknown[] = ['table', 'kanban', 'calendar']
const LISTS = ['columns', 'group', 'colours'] as const
const OBJECTS = ['aggregates', 'kanban', 'calendar'] as const

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Reads the shape only; what it names is held against the form where it is used. */
function readLayout(raw: unknown): LayoutPart | undefined {
  if (!isObject(raw)) return undefined
  const part: Record<string, unknown> = {}
  for (const key of LISTS) {
    const list = raw[key]
    if (!Array.isArray(list) || !list.every(isObject)) continue
    if (list.every(item => (key === 'colours' ? isFilter(item.when) : typeof item.field === 'string')))
      part[key] = list
  }
  for (const key of OBJECTS) if (isObject(raw[key])) part[key] = raw[key]
  if (typeof raw.frozen === 'number' || raw.frozen === null) part.frozen = raw.frozen
  if (raw.row_height === null || ['compact', 'normal', 'loose'].includes(String(raw.row_height)))
    part.row_height = raw.row_height
  return Object.keys(part).length > 0 ? (part as LayoutPart) : undefined
}

const MODES: readonly unknown[] = ['month', 'week', 'day', 'agenda'] satisfies CalendarMode[]

export function readLook(raw: unknown): Look | undefined {
  if (!isObject(raw)) return undefined
  const { folded, mode } = raw
  const look: Look = {
    ...(Array.isArray(folded) && folded.every(key => typeof key === 'string') ? { folded } : {}),
    ...(MODES.includes(mode) ? { mode: mode as CalendarMode } : {}),
  }
  return Object.keys(look).length > 0 ? look : undefined
}

export function isFilter(value: unknown): value is Filter {
  if (typeof value !== 'object' || value === null) return false
  if ('and' in value) return Array.isArray(value.and) && value.and.every(isFilter)
  if ('or' in value) return Array.isArray(value.or) && value.or.every(isFilter)
  if ('not' in value) return isFilter(value.not)
  return 'field' in value && typeof value.field === 'string' && 'op' in value && typeof value.op === 'string'
}

/** Reads the address; whatever is not understood is left out, so that a mangled link still opens the list. */
export function parseListSearch(raw: Record<string, unknown>): ListSearch {
  // Named, as what is not named here would stay what it is in the address.
  const search = Object.fromEntries(Object.keys(raw).map(name => [name, undefined])) as ListSearch
  if (typeof raw.view === 'string') search.view = raw.view
  if (isFilter(raw.filter)) search.filter = raw.filter
  if (typeof raw.sort === 'string') search.sort = raw.sort
  if (typeof raw.peek === 'string') search.peek = raw.peek
  if (typeof raw.q === 'string' || typeof raw.q === 'number') search.q = String(raw.q)
  if (raw.bin === true || raw.bin === 1 || raw.bin === '1') search.bin = true
  if (raw.new === true || raw.new === 1 || raw.new === '1') search.new = true
  if (raw.export === true || raw.export === 1 || raw.export === '1') search.export = true
  if (KINDS.includes(raw.kind)) search.kind = raw.kind as ViewKind
  const layout = readLayout(raw.layout)
  if (layout) search.layout = layout
  const look = readLook(raw.look)
  if (look) search.look = look
  if (raw.of !== '' && (typeof raw.of === 'string' || typeof raw.of === 'number')) search.of = String(raw.of)
  if (raw.filter !== undefined && !search.filter) search.cut = 'filter'
  else if (typeof raw.layout === 'string') search.cut = 'layout'
  else if (raw.cut === 'filter' || raw.cut === 'layout') search.cut = raw.cut
  if (typeof raw.day === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(raw.day)) search.day = raw.day
  return search
}

export function parseSort(text: string | undefined): Sort[] | undefined {
  if (text === undefined) return undefined
  return text
    .split(',')
    .filter(Boolean)
    .map(part =>
      part.startsWith('-') ? { field: part.slice(1), descending: true } : { field: part, descending: false },
    )
}

export function sortText(sort: readonly Sort[]): string {
  return sort.map(({ field, descending }) => (descending ? `-${field}` : field)).join(',')
}

/** The address of a list, for links made outside the router. */
export function listHref(form: string, search: ListSearch): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    if (value === undefined || value === false) continue
    params.set(name, typeof value === 'string' ? value : JSON.stringify(value))
  }
  const text = params.toString()
  return `/f/${form}${text ? `?${text}` : ''}`
}
