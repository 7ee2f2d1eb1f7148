import { queryRecords } from '@/api/records'
import type { RecordRow } from '@/api/types'
import type { Selection } from '../grid/selection'
import { bodyOf, type RowQuery } from '../grid/use-pages'

const SIZE = 500

type Ask = typeof queryRecords

/**
 * The picked records, each with its revision and the fields asked for. Of a selection of everything all are read before
 * the first is changed: a change may take a record out of the very question that finds the others.
 */
export async function collect(
  query: RowQuery,
  selection: Pick<Selection, 'picked' | 'except'>,
  fields: readonly string[],
  onProgress: (found: number) => boolean = () => true,
  ask: Ask = queryRecords,
): Promise<RecordRow[]> {
  const found: RecordRow[] = []
  if (selection.except) {
    let after: string | undefined
    do {
      const answer = await ask(query.form, {
        ...bodyOf(query),
        fields: fields.length > 0 ? [...fields] : ['id'],
        size: SIZE,
        count: 'none',
        ...(after ? { after } : {}),
      })
      found.push(...answer.items.filter(row => !selection.except?.has(row.id)))
      after = answer.next ?? undefined
    } while (after && onProgress(found.length))
    return found
  }
  const picked = [...selection.picked.values()]
  if (picked.every(row => fields.every(field => field in row.values))) return picked
  for (let at = 0; at < picked.length; at += SIZE) {
    const ids = picked.slice(at, at + SIZE).map(row => row.id)
    const answer = await ask(query.form, {
      filter: { field: 'id', op: 'in', value: ids },
      fields: [...fields],
      size: SIZE,
      count: 'none',
      ...(query.bin ? { bin: true } : {}),
      ...(query.pool ? { pool: true } : {}),
    })
    found.push(...answer.items)
    if (!onProgress(found.length)) break
  }
  return found
}
