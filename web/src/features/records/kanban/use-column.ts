import { useQueries } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { keys } from '@/api/queries'
import { queryRecords } from '@/api/records'
import type { RecordRow } from '@/api/types'
import { type BoardQuery, columnBody, PAGE } from './query'

export interface ColumnRows {
  rows: RecordRow[]
  loading: boolean
  error: unknown
  retry: () => void
  /** There are more below. */
  more: boolean
  loadMore: () => void
}

/**
 * The cards of a column, a page at a time as somebody scrolls down, the first when the column comes into sight. `count` is
 * what the totals say of it.
 */
export function useColumn(
  query: BoardQuery,
  field: string,
  key: string,
  count: number | undefined,
  inSight: boolean,
): ColumnRows {
  const body = useMemo(() => columnBody(query, field, key), [query, field, key])
  const signature = useMemo(() => JSON.stringify(body), [body])
  const [shown, setShown] = useState({ signature, pages: 1 })
  const wanted = shown.signature === signature ? shown.pages : 1
  const most = count === undefined ? 1 : Math.ceil(count / PAGE)
  const pages = Array.from({ length: Math.min(wanted, most) }, (_, page) => page)
  const results = useQueries({
    queries: pages.map(page => ({
      queryKey: keys.page(query.form, signature, page),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        queryRecords(query.form, { ...body, at: page * PAGE }, signal).then(answer => answer.items),
      enabled: inSight,
      gcTime: 60_000,
      staleTime: 20_000,
    })),
  })
  const seen = new Set<string>()
  const rows = results
    .flatMap(result => result.data ?? [])
    // A record that moved between two pages while they were fetched would stand twice.
    .filter(row => !seen.has(row.id) && seen.add(row.id))
  const failed = results.find(result => result.isError && result.data === undefined)
  return {
    rows,
    loading: results.some(result => result.isPending && !result.isError),
    error: failed?.error,
    retry: () => void failed?.refetch(),
    more: wanted < most,
    loadMore: () => {
      if (wanted < most && results.at(-1)?.isSuccess) setShown({ signature, pages: wanted + 1 })
    },
  }
}
