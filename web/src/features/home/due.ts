import { useQueries, useQuery } from '@tanstack/react-query'
import dayjs from 'dayjs'
import { formQuery, formsQuery, keys } from '@/api/queries'
import { queryRecords } from '@/api/records'
import type { Filter, Form, FormSummary, RecordRow } from '@/api/types'

export interface DueItem {
  form: FormSummary
  record: RecordRow
  title: string
  at: string
  /** Whom to ask for. */
  contact: string
  phone: { number: string; shown: string } | undefined
}

export interface DueGroups {
  overdue: DueItem[]
  today: DueItem[]
  week: DueItem[]
}

const MOST_FORMS = 6
/** Per form; where there are more, the list says so. */
export const MOST_RECORDS = 100
const DAYS_AHEAD = 7

export const dueFilter = (): Filter => ({
  and: [
    { field: 'owner', op: 'eq', value: 'me' },
    { field: 'next_activity_at', op: 'lt', value: dayjs().add(DAYS_AHEAD, 'day').endOf('day').toISOString() },
  ],
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

/** What is overdue, what is due today, what is due within a week. */
export function groupDue(items: readonly DueItem[], now: dayjs.Dayjs = dayjs()): DueGroups {
  const groups: DueGroups = { overdue: [], today: [], week: [] }
  for (const item of [...items].sort((a, b) => (a.at < b.at ? -1 : 1))) {
    const at = dayjs(item.at)
    if (at.isBefore(now)) groups.overdue.push(item)
    else if (at.isSame(now, 'day')) groups.today.push(item)
    else groups.week.push(item)
  }
  return groups
}

/** My follow-ups that are due, over all forms I may read. */
export function useDue(): {
  items: DueItem[]
  cut: FormSummary[]
  pending: boolean
  error: unknown
  retry: () => void
} {
  const forms = useQuery(formsQuery)
  const readable = (forms.data ?? []).slice(0, MOST_FORMS)
  const definitions = useQueries({ queries: readable.map(form => formQuery(form.code)) })
  const answers = useQueries({
    queries: readable.map((form, index) => ({
      queryKey: keys.page(form.code, 'due', 0),
      enabled: definitions[index]?.data !== undefined,
      queryFn: () =>
        queryRecords(form.code, {
          filter: dueFilter(),
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
    cut: readable.filter((_, index) => (answers[index]?.data?.length ?? 0) >= MOST_RECORDS),
    pending: forms.isPending || answers.some(answer => answer.isPending),
    error: forms.error ?? answers.find(answer => answer.error)?.error,
    retry: () => void Promise.all([forms.refetch(), ...answers.map(answer => answer.refetch())]),
  }
}
