import type { Import } from '@/api/import-types'
import type { Filter, Form } from '@/api/types'
import type { ListSearch } from '@/lib/list-search'

/** Columns that a list shows at most. */
const MOST = 10

/**
 * The list of what an import made: newest first, which is the order of the sheet, with the fields that the file filled,
 * those filled most first and the title before them.
 */
export function listOf(one: Import, form: Form, filter: Filter): ListSearch {
  const known = new Set(form.fields.filter(field => !field.archived).map(field => field.code))
  const filled = one.columns.flatMap(({ to, blank }) => {
    const code = to === null ? undefined : 'field' in to ? to.field : 'system' in to ? to.system : undefined
    const isKnown = code !== undefined && (known.has(code) || code === 'owner')
    return isKnown && blank < one.rows ? [{ code, blank }] : []
  })
  const codes = filled
    .filter(({ code }) => code !== form.title)
    .sort((a, b) => a.blank - b.blank)
    .map(({ code }) => code)
  const columns = [form.title, ...codes].slice(0, MOST).map(field => ({ field }))
  return { filter, sort: '-created_at', layout: { columns } }
}
