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

/** The most values that one condition may name. */
const MOST_VALUES = 1000

function pickedFilter({ picked, except }: Pick<Selection, 'picked' | 'except'>): Filter | undefined {
  const named = [...(except ?? picked.keys())]
  const parts: Filter[] = []
  for (let at = 0; at < named.length || (at === 0 && !except); at += MOST_VALUES)
    parts.push({ field: 'id', op: except ? 'not_in' : 'in', value: named.slice(at, at + MOST_VALUES) })
  if (parts.length < 2) return parts[0]
  return except ? { and: parts } : { or: parts }
}
