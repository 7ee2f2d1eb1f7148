import type { Form, View, ViewKind, ViewLayout } from '@/api/types'
import { allFields, fieldByCode } from '@/features/fields/system-fields'
import type { LayoutPart } from '@/lib/list-search'
import { readCalendar, startingCalendar } from '../calendar/settings'
import { readKanban, startingKanban } from '../kanban/settings'

export type Column = ViewLayout['columns'][number]

/** What a view lays down, every part of it known. */
export type Layout = Required<Omit<ViewLayout, 'filter' | 'sort' | 'kind'>>

const NOTHING: Layout = {
  columns: [],
  group: [],
  aggregates: {},
  frozen: null,
  row_height: null,
  colours: [],
  kanban: null,
  calendar: null,
}
const PARTS = Object.keys(NOTHING) as (keyof Layout)[]

/** The view's layout with what was changed and not saved. What names fields that are not there is left out. */
export function layoutOf(form: Form, view: View, part: LayoutPart | undefined): Layout {
  const known = (code: string) => {
    const field = fieldByCode(form, code)
    return field !== undefined && !field.archived
  }
  const raw = { ...whole(view), ...part }
  return {
    ...raw,
    columns: usableColumns(form, raw.columns),
    group: raw.group.filter(group => known(group.field)),
    aggregates: Object.fromEntries(Object.entries(raw.aggregates).filter(([code]) => known(code))),
    colours: raw.colours.filter(rule => rule.field === undefined || known(rule.field)),
    kanban: readKanban(form, raw.kanban),
    calendar: readCalendar(form, raw.calendar),
  }
}

function whole(view: View): Layout {
  return Object.fromEntries(PARTS.map(part => [part, view[part] ?? NOTHING[part]])) as unknown as Layout
}

/** Of some changes those that differ from the view; none when nothing does. */
export function changedPart(view: View, part: LayoutPart): LayoutPart | undefined {
  const saved = whole(view)
  const different = PARTS.filter(
    key => part[key] !== undefined && JSON.stringify(part[key]) !== JSON.stringify(saved[key]),
  )
  return different.length > 0
    ? (Object.fromEntries(different.map(key => [key, part[key]])) as LayoutPart)
    : undefined
}

/** What a view of this kind shows that nobody has set up yet. */
export function withSettings(form: Form, kind: ViewKind, layout: Layout): Layout {
  if (kind === 'kanban' && !layout.kanban) return { ...layout, kanban: startingKanban(form, layout.columns) }
  if (kind === 'calendar' && !layout.calendar) return { ...layout, calendar: startingCalendar(form) }
  return layout
}

/** What opens when the address names no view: one's own default, then everybody's, then the first tab. */
export function openingView(views: readonly View[]): View | undefined {
  return (
    views.find(view => view.default && view.shared === false) ??
    views.find(view => view.default && view.shared !== false) ??
    views[0]
  )
}

/** Columns that exist, each once, the title first. */
export function usableColumns(form: Form, columns: Column[]): Column[] {
  const seen = new Set<string>()
  const known = new Map(allFields(form).map(field => [field.code, field]))
  const kept = columns.filter(column => {
    if (seen.has(column.field)) return false
    seen.add(column.field)
    return known.has(column.field)
  })
  const title = kept.find(column => column.field === form.title) ?? { field: form.title }
  return [title, ...kept.filter(column => column.field !== form.title)]
}
