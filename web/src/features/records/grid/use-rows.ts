import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { keys } from '@/api/queries'
import { queryRecords } from '@/api/records'
import type { Filter, RecordRow, Sort } from '@/api/types'
import { askable } from '../filters/filter-document'
import { pagesOf } from './geometry'

export const PAGE = 100

export interface RowQuery {
  form: string
  filter: Filter | undefined
  sort: Sort[]
  q: string | undefined
  bin: boolean
  fields: string[]
}

export interface Rows {
  total: number | undefined
  rowAt: (index: number) => RecordRow | undefined
  error: unknown
  retry: () => void
  fetching: boolean
}

export function bodyOf(query: RowQuery) {
  const filter = askable(query.filter)
  return {
    ...(filter ? { filter } : {}),
    ...(query.sort.length > 0 ? { sort: query.sort } : {}),
    ...(query.q ? { search: query.q } : {}),
    ...(query.bin ? { bin: true } : {}),
  }
}

/** A window on any number of rows: only the pages in view are asked for, and pages out of view are soon dropped. */
export function useRows(query: RowQuery, first: number, last: number): Rows {
  const client = useQueryClient()
  const body = useMemo(() => bodyOf(query), [query])
  const signature = useMemo(() => JSON.stringify(body), [body])
  const columns = useMemo(() => [...query.fields].sort().join(), [query.fields])
  const count = useQuery<number>({
    queryKey: keys.count(query.form, signature),
    queryFn: ({ signal }) =>
      queryRecords(query.form, { ...body, fields: ['id'], size: 1, count: 'exact' }, signal).then(
        a => a.count ?? 0,
      ),
    placeholderData: previous => (typeof previous === 'number' ? previous : undefined),
  })
  const total = count.data
  const pages = pagesOf(first, last, total ?? PAGE, PAGE)
  const results = useQueries({
    queries: pages.map(page => ({
      queryKey: keys.page(query.form, `${signature}|${columns}`, page),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        queryRecords(
          query.form,
          { ...body, fields: query.fields, size: PAGE, at: page * PAGE, count: 'none' },
          signal,
        ).then(a => a.items),
      gcTime: 60_000,
      staleTime: 20_000,
    })),
  })
  const byPage = new Map(pages.map((page, index) => [page, results[index]?.data]))
  const failed = results.find(result => result.isError) ?? (count.isError ? count : undefined)
  return {
    total,
    rowAt: index => byPage.get(Math.floor(index / PAGE))?.[index % PAGE],
    error: failed?.error,
    retry: () => {
      void client.invalidateQueries({ queryKey: keys.pages(query.form) })
      void client.invalidateQueries({ queryKey: keys.counts(query.form) })
    },
    fetching: results.some(result => result.isFetching),
  }
}
