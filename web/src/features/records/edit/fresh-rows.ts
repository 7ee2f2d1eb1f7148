import type { QueryClient } from '@tanstack/react-query'
import { keys } from '@/api/queries'
import { queryRecords } from '@/api/records'
import type { RecordRow } from '@/api/types'
import { settle } from './cached-records'

const MOST_AT_ONCE = 500

/** Records among these that lie in a cached page of the list. */
export function cachedRows(client: QueryClient, form: string, ids: Iterable<string>): RecordRow[] {
  const wanted = new Set(ids)
  const found = new Map<string, RecordRow>()
  for (const [, rows] of client.getQueriesData<RecordRow[]>({ queryKey: keys.pages(form) }))
    for (const row of rows ?? []) if (wanted.has(row.id)) found.set(row.id, row)
  return [...found.values()]
}

/**
 * Fetches records anew and puts them where they lie in the cached pages. Rows stay in their places: only what stands in
 * them changes. Answers with the newest place in the log that it saw.
 */
export async function freshenRows(
  client: QueryClient,
  form: string,
  ids: readonly string[],
): Promise<number> {
  const cached = cachedRows(client, form, ids)
  const fields = [...new Set(cached.flatMap(row => Object.keys(row.values)))]
  let seq = 0
  for (let at = 0; at < cached.length; at += MOST_AT_ONCE) {
    const part = cached.slice(at, at + MOST_AT_ONCE).map(row => row.id)
    const answer = await queryRecords(form, {
      filter: { field: 'id', op: 'in', value: part },
      fields,
      size: MOST_AT_ONCE,
      count: 'none',
    })
    for (const row of answer.items) settle(client, form, row)
    seq = Math.max(seq, answer.seq)
  }
  return seq
}
