import { useQueries, useQuery } from '@tanstack/react-query'
import { formsOfDay } from '@/api/day-counts'
import { formQuery, formsQuery, keys } from '@/api/queries'
import { queryRecords } from '@/api/records'
import type { Filter, Form, FormSummary, RecordRow } from '@/api/types'
import { addDays, endOfDay, today } from '@/lib/days'
import { openFilter } from '@/lib/still-open'

/** How far the list looks ahead. */
export const DAYS_AHEAD = 7

export interface DueItem {
  form: FormSummary
  record: RecordRow
  title: string
  at: string
  /** Whom to ask for. */
  contact: string
  phone: { number: string; shown: string } | undefined
}

/** Per form; where there are more, the list says so. */
export const MOST_RECORDS = 100

export const dueFilter = (): Filter => ({
  and: [
    { field: 'owner', op: 'eq', value: 'me' },
    { field: 'next_activity_at', op: 'lt', value: endOfDay(addDays(today(), DAYS_AHEAD)) },
  ],
})

const stillOpen = (filter: Filter, form: Form | undefined): Filter => ({
  and: [...('and' in filter ? filter.and : [filter]), ...openFilter(form)],
})

/** The fields that say whom to call: the person's name and the number. */
export function reachedBy(form: Form | undefined): {
  contact: string | undefined
  phone: string | undefined
  fields: string[]
} {
  const live = form?.fields.filter(field => !field.archived) ?? []
  const contact = live.find(field => field.kind.meaning === 'person_name')?.code
  const phone = live.find(field => field.kind.type === 'phone' && !field.sensitive)?.code
  return { contact, phone, fields: [contact, phone].filter(code => code !== undefined) }
}

/** Follow-ups that a filter finds, earliest first, over all forms I may read; `name` tells filters apart. */
export function useFollowUps(
  filter: Filter,
  name: string,
): {
  items: DueItem[]
  /** Forms of which there are more, with the whole list behind them. */
  cut: { form: FormSummary; filter: Filter }[]
  pending: boolean
  error: unknown
  retry: () => void
} {
  const forms = useQuery(formsQuery)
  const readable = formsOfDay(forms.data)
  const definitions = useQueries({ queries: readable.map(form => formQuery(form.code)) })
  const answers = useQueries({
    queries: readable.map((form, index) => ({
      queryKey: keys.page(form.code, name, 0),
      enabled: definitions[index]?.data !== undefined,
      queryFn: () =>
        queryRecords(form.code, {
          filter: stillOpen(filter, definitions[index]?.data),
          sort: [{ field: 'next_activity_at', descending: false }],
          fields: [
            definitions[index]?.data?.title ?? 'id',
            'next_activity_at',
            'last_activity_at',
            ...reachedBy(definitions[index]?.data).fields,
          ],
          size: MOST_RECORDS,
          count: 'none' as const,
        }).then(answer => answer.items),
    })),
  })
  const items = readable
    .flatMap((form, index) =>
      (answers[index]?.data ?? []).map(record => {
        const title = definitions[index]?.data?.title ?? ''
        const { contact, phone } = reachedBy(definitions[index]?.data)
        const number = phone && record.values[phone]
        return {
          form,
          record,
          title: record.display[title] || String(record.values[title] ?? ''),
          at: String(record.values.next_activity_at ?? ''),
          contact: contact && contact !== title ? String(record.values[contact] ?? '') : '',
          phone:
            phone && typeof number === 'string' && number
              ? { number, shown: record.display[phone] ?? number }
              : undefined,
        }
      }),
    )
    .filter(item => item.at !== '' && item.at !== 'null')
  return {
    items,
    cut: readable.flatMap((form, index) =>
      (answers[index]?.data?.length ?? 0) >= MOST_RECORDS
        ? [{ form, filter: stillOpen(filter, definitions[index]?.data) }]
        : [],
    ),
    pending: forms.isPending || answers.some(answer => answer.isPending),
    error: forms.error ?? answers.find(answer => answer.error)?.error,
    retry: () => void Promise.all([forms.refetch(), ...answers.map(answer => answer.refetch())]),
  }
}
