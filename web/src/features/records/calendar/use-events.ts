import { useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { keys } from '@/api/queries'
import { queryRecords } from '@/api/records'
import type { Day } from '@/lib/days'
import { askable, both } from '../filters/filter-document'
import type { ListState } from '../list-state'
import { type CalendarEvent, type CalendarPlan, eventOf, windowFilter } from './events'

const PAGE = 500
/** Records fetched for one screen at most: beyond, days say only how many there are. */
const MOST_PAGES = 3

export interface Events {
  events: CalendarEvent[]
  /** All that stand in the window, loaded or not. */
  total: number | undefined
  loading: boolean
  error: unknown
  retry: () => void
}

/** The records of some days, by their start. */
export function useEvents(list: ListState, plan: CalendarPlan, days: readonly Day[]): Events {
  const { t } = useTranslation()
  const { form, search } = list
  const filter = useMemo(
    () => both(askable(list.filter), windowFilter(plan, days)),
    [list.filter, plan, days],
  )
  const body = {
    ...(filter ? { filter } : {}),
    ...(search.q ? { search: search.q } : {}),
  }
  const fields = [
    ...new Set([
      form.title,
      'owner',
      plan.start.code,
      ...(plan.end ? [plan.end.code] : []),
      ...(plan.colour ? [plan.colour.code] : []),
    ]),
  ]
  const signature = JSON.stringify(body)
  const count = useQuery({
    queryKey: keys.count(form.code, `calendar|${signature}`),
    queryFn: ({ signal }) =>
      queryRecords(form.code, { ...body, fields: ['id'], size: 1, count: 'exact' }, signal).then(
        answer => answer.count ?? 0,
      ),
  })
  const pages = Math.max(1, Math.min(MOST_PAGES, Math.ceil((count.data ?? 0) / PAGE)))
  const results = useQueries({
    queries: Array.from({ length: pages }, (_, page) => ({
      queryKey: keys.page(form.code, `calendar|${signature}|${fields.join()}`, page),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        queryRecords(
          form.code,
          {
            ...body,
            sort: [{ field: plan.start.code }],
            fields,
            size: PAGE,
            at: page * PAGE,
            count: 'none',
          },
          signal,
        ).then(answer => answer.items),
      gcTime: 60_000,
      staleTime: 20_000,
    })),
  })
  const rows = results.map(result => result.data)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `rows` is made anew each time, its parts are not.
  const events = useMemo(
    () =>
      rows
        .flatMap(page => page ?? [])
        .map(row => eventOf(form, plan, row, t('records:untitled')))
        .filter(event => event !== undefined)
        .sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0)),
    [form, plan, t, ...rows],
  )
  const failed = results.find(result => result.isError && !result.data)
  return {
    events,
    total: count.data,
    loading: results.some(result => result.isPending && !result.isError),
    error: failed?.error,
    retry: () => void Promise.all(results.map(result => result.refetch())),
  }
}
