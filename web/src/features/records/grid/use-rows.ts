import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { keys } from '@/api/queries'
import { queryRecords } from '@/api/records'
import type { RecordRow } from '@/api/types'
import { sortText } from '@/lib/list-search'
import { flat, segmentAt } from './groups'
import { bodyOf, PAGE, type RowQuery, usePages } from './use-pages'

export { bodyOf, type RowQuery }

export interface Rows {
  total: number | undefined
  rowAt: (index: number) => RecordRow | undefined
  error: unknown
  retry: () => void
  fetching: boolean
  /** More was found than can be sorted: the rows do not stand as they were asked for. */
  newestFirst: boolean
}

interface Counted {
  count: number
  newest: boolean
}

/** How many records a question has, and whether the server sorts so many as it was asked. */
export function useCount(query: RowQuery) {
  const body = useMemo(() => bodyOf(query), [query])
  const signature = useMemo(() => JSON.stringify(body), [body])
  return useQuery<Counted>({
    queryKey: keys.count(query.form, `list|${signature}`),
    queryFn: ({ signal }) =>
      queryRecords(query.form, { ...body, fields: ['id'], size: 1, count: 'exact' }, signal).then(a => ({
        count: a.count ?? 0,
        newest: a.sorted_by === 'newest',
      })),
    placeholderData: previous => previous,
  })
}

/** Newest first is what nobody need be told who asked for nothing else. */
export const isUnsorted = ({ sort }: RowQuery, newest: boolean | undefined): boolean =>
  newest === true && sort.length > 0 && sortText(sort) !== '-created_at'

/** Refetches what a list shows. */
export function useRetry(form: string): () => void {
  const client = useQueryClient()
  return () => {
    void client.invalidateQueries({ queryKey: keys.pages(form) })
    void client.invalidateQueries({ queryKey: keys.counts(form) })
  }
}

/** The rows of a list without headings. */
export function useRows(query: RowQuery, first: number, last: number): Rows {
  const count = useCount(query)
  const total = count.data?.count
  const segments = useMemo(() => flat(total ?? PAGE), [total])
  const pages = usePages(query, segments, first, last)
  return {
    total,
    rowAt: index => {
      const segment = segmentAt(segments, index)
      return segment && pages.recordAt(segment, index)
    },
    error: pages.error ?? (count.isError ? count.error : undefined),
    retry: useRetry(query.form),
    fetching: pages.fetching,
    newestFirst: isUnsorted(query, count.data?.newest),
  }
}
