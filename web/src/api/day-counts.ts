import { useQueries, useQuery } from '@tanstack/react-query'
import { endOfDay, today } from '@/lib/days'
import { openFilter } from '@/lib/still-open'
import { formQuery, formsQuery, keys } from './queries'
import { queryRecords } from './records'
import { countTasks } from './tasks'
import type { Filter, Form, FormSummary } from './types'

/** Forms whose follow-ups make up a day. */
const MOST_FORMS = 6
export const formsOfDay = (forms: readonly FormSummary[] | undefined): FormSummary[] =>
  (forms ?? []).filter(form => form.can.read !== false).slice(0, MOST_FORMS)

/** My follow-ups that are overdue or due today: the list behind the number. */
export const dueNow = (form: Form | undefined, dayEnd: string = endOfDay(today())): Filter => ({
  and: [
    { field: 'owner', op: 'eq', value: 'me' },
    ...openFilter(form),
    { field: 'next_activity_at', op: 'le', value: dayEnd },
  ],
})

export interface DayCounts {
  /** Open tasks of mine, overdue and due today. */
  tasks: { overdue: number; today: number }
  /** Follow-ups that are overdue or due today, form by form; none where nothing is. */
  due: { form: FormSummary; filter: Filter; count: number }[]
  total: number
  known: boolean
}

/** How much there is to do today. Every number of the day, on whichever page, is one of these. */
export function useDayCounts(): DayCounts {
  const { data } = useQuery(formsQuery)
  const forms = formsOfDay(data)
  const dayEnd = endOfDay(today())
  const tasks = useQuery({ queryKey: keys.taskCounts(dayEnd), queryFn: () => countTasks(dayEnd) })
  const definitions = useQueries({ queries: forms.map(form => formQuery(form.code)) })
  const counts = useQueries({
    queries: forms.map((form, index) => ({
      queryKey: keys.count(form.code, `due-now|${dayEnd}`),
      enabled: definitions[index]?.data !== undefined,
      queryFn: () =>
        queryRecords(form.code, {
          filter: dueNow(definitions[index]?.data, dayEnd),
          fields: ['id'],
          size: 1,
          count: 'exact' as const,
        }).then(answer => answer.count ?? 0),
    })),
  })
  const due = forms
    .map((form, index) => ({
      form,
      filter: dueNow(definitions[index]?.data, dayEnd),
      count: counts[index]?.data ?? 0,
    }))
    .filter(({ count }) => count > 0)
  const { overdue = 0, today: left = 0 } = tasks.data ?? {}
  return {
    tasks: { overdue, today: left },
    due,
    total: overdue + left + due.reduce((sum, { count }) => sum + count, 0),
    known: tasks.data !== undefined && counts.every(count => count.data !== undefined),
  }
}
