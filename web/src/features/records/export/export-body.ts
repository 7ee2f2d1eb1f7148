import type { ExportBody } from '@/api/exports'
import type { Filter } from '@/api/types'
import { both } from '../filters/filter-document'
import type { Selection } from '../grid/selection'
import { bodyOf, type RowQuery } from '../grid/use-pages'

/** What the server is asked for a file: the list's own question, narrowed to what was picked. */
export function exportBody(
  query: RowQuery,
  format: ExportBody['format'],
  fields: readonly string[] | undefined,
  selection: Pick<Selection, 'picked' | 'except'> | undefined,
): ExportBody {
  const { filter, sort, search } = bodyOf(query) as Pick<ExportBody, 'filter' | 'sort' | 'search'>
  const picked = selection && pickedFilter(selection)
  // Records picked one by one are wanted whatever the list is narrowed to by now.
  const asked = selection && !selection.except ? picked : both(filter, picked)
  return {
    form: query.form,
    format,
    ...(asked ? { filter: asked } : {}),
    ...(sort ? { sort } : {}),
    ...(search && !(selection && !selection.except) ? { search } : {}),
    ...(fields ? { fields: [...fields] } : {}),
  }
}

function pickedFilter({ picked, except }: Pick<Selection, 'picked' | 'except'>): Filter | undefined {
  if (!except) return { field: 'id', op: 'in', value: [...picked.keys()] }
  return except.size > 0 ? { field: 'id', op: 'not_in', value: [...except] } : undefined
}
