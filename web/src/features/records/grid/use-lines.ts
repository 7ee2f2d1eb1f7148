import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { create } from 'zustand'
import { keys } from '@/api/queries'
import { aggregate } from '@/api/records'
import type { RecordRow } from '@/api/types'
import { allIds, buildGroups, flat, type GroupNode, type Level, layOut, linesOf, segmentAt } from './groups'
import type { Measure } from './totals'
import { bodyOf, PAGE, type RowQuery, usePages } from './use-pages'
import { isUnsorted, useCount, useRetry } from './use-rows'

/** Most headings that one answer holds. */
export const MOST_GROUPS = 2000

const NONE: ReadonlySet<string> = new Set()
/** Which headings are folded, by list, for as long as the page is open. */
const useFolds = create<Record<string, ReadonlySet<string>>>(() => ({}))

export interface Lines {
  /** Records of the list. */
  records: number | undefined
  /** Lines of the grid: records, and headings where there are any. */
  total: number | undefined
  rowAt: (line: number) => RecordRow | undefined
  groupAt: (line: number) => GroupNode | undefined
  /** The number written beside a row: its place in the list, or under its heading. */
  numberAt: (line: number) => number
  load: (first: number, last: number) => Promise<{ line: number; record: RecordRow }[]>
  grouped: boolean
  folded: ReadonlySet<string>
  fold: (id: string, folded: boolean) => void
  foldAll: (folded: boolean) => void
  /** There are more headings than one answer holds. */
  tooMany: boolean
  /** More was found than can be sorted: the rows do not stand as they were asked for. */
  newestFirst: boolean
  error: unknown
  retry: () => void
  fetching: boolean
}

/** What stands on each line of the grid. */
export function useLines(
  query: RowQuery,
  levels: readonly Level[],
  measures: readonly Measure[],
  list: string,
  first: number,
  last: number,
): Lines {
  const count = useCount(query)
  const grouped = levels.length > 0
  const { filter, search } = useMemo(() => bodyOf(query) as { filter?: unknown; search?: string }, [query])
  const ask = useMemo(
    () => ({
      group: levels.map(({ field, by }) => ({ field: field.code, ...(by ? { by } : {}) })),
      measures: [{ of: 'count' }, ...measures],
      ...(filter ? { filter } : {}),
      ...(search ? { search } : {}),
    }),
    [levels, measures, filter, search],
  )
  const answers = useQuery({
    queryKey: keys.groups(query.form, JSON.stringify(ask)),
    queryFn: () =>
      Promise.all(
        levels.map((_, depth) => aggregate(query.form, { ...ask, group: ask.group.slice(0, depth + 1) })),
      ),
    enabled: grouped,
  })
  const groups = useMemo(
    () => (grouped && answers.data ? buildGroups(levels, answers.data) : undefined),
    [grouped, levels, answers.data],
  )
  const folds = useFolds(state => state[list]) ?? NONE
  const segments = useMemo(
    () => (grouped ? layOut(groups ?? [], folds) : flat(count.data?.count ?? PAGE)),
    [grouped, groups, folds, count.data?.count],
  )
  const pages = usePages(query, segments, first, last)
  const setFolds = useCallback((next: ReadonlySet<string>) => useFolds.setState({ [list]: next }), [list])
  const lines = linesOf(segments)
  return {
    records: count.data?.count,
    total: grouped ? (groups ? lines : undefined) : count.data?.count,
    rowAt: line => {
      const segment = segmentAt(segments, line)
      return segment?.kind === 'rows' ? pages.recordAt(segment, line) : undefined
    },
    groupAt: line => {
      const segment = segmentAt(segments, line)
      return segment?.kind === 'group' ? segment.node : undefined
    },
    numberAt: line => line - (segmentAt(segments, line)?.at ?? 0) + 1,
    load: pages.load,
    grouped,
    folded: folds,
    fold: (id, folded) => {
      const next = new Set(folds)
      if (folded) next.add(id)
      else next.delete(id)
      setFolds(next)
    },
    foldAll: folded => setFolds(folded ? new Set(allIds(groups ?? [])) : NONE),
    tooMany: answers.data?.some(answer => answer.rows.length >= MOST_GROUPS) ?? false,
    newestFirst: !grouped && isUnsorted(query, count.data?.newest),
    error: pages.error ?? (count.isError ? count.error : answers.isError ? answers.error : undefined),
    retry: useRetry(query.form),
    fetching: pages.fetching,
  }
}
