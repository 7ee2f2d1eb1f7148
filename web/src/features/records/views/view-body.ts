import type { ViewBody } from '@/api/forms'
import type { ColourRule, View, ViewKind } from '@/api/types'
import { askable } from '../filters/filter-document'
import type { ListState } from '../list-state'
import { withSettings } from './layout'

/** What a view keeps of the list as it stands, shown as this kind. */
export function viewBody(list: ListState, kind: ViewKind = list.kind): ViewBody {
  const layout = withSettings(list.form, kind, list.layout)
  return {
    ...layout,
    kind,
    columns: layout.columns.map(({ field, width }) => (width ? { field, width } : { field })),
    filter: askable(list.filter) ?? null,
    colours: finished(layout.colours),
    sort: list.sort,
  }
}

/** Colour rules with what can be asked of them: one that is still being written colours nothing and is not kept. */
export const finished = (rules: readonly ColourRule[]): ColourRule[] =>
  rules.flatMap(rule => {
    const when = askable(rule.when)
    return when ? [{ ...rule, when }] : []
  })

/** A view that was deleted, as it was, at the same address. */
export function wholeBody(view: View): ViewBody {
  const { code: _, made_by, changed_by, changed_at, can, ...rest } = view
  return rest
}
