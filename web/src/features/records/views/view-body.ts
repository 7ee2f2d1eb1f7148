import type { ViewBody } from '@/api/forms'
import type { View, ViewKind } from '@/api/types'
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
    sort: list.sort,
  }
}

/** A view that was deleted, as it was, at the same address. */
export function wholeBody(view: View): ViewBody {
  const { code: _, made_by, changed_by, changed_at, can, ...rest } = view
  return rest
}
