import type { Task } from '@/api/tasks'
import type { Filter } from '@/api/types'
import { type Day, dayOf, endOfDay, startOfDay } from '@/lib/days'
import type { DueItem } from './follow-ups'

/** A task or a follow-up on its day. */
export type CalendarItem = {
  key: string
  at: string
  /** No hour was said. */
  allDay: boolean
  title: string
} & ({ task: Task } | { due: DueItem })

/** Tasks and follow-ups by day; on a day those without an hour first, then by time. */
export function itemsByDay(tasks: readonly Task[], due: readonly DueItem[]): Map<Day, CalendarItem[]> {
  const items: CalendarItem[] = [
    ...tasks.flatMap(task =>
      task.due
        ? [{ key: task.id, at: task.due.at, allDay: Boolean(task.due.all_day), title: task.title, task }]
        : [],
    ),
    ...due.map(item => ({ key: item.record.id, at: item.at, allDay: false, title: item.title, due: item })),
  ]
  const days = new Map<Day, CalendarItem[]>()
  const order = (item: CalendarItem) => (item.allDay ? 0 : Date.parse(item.at))
  for (const item of items.sort((a, b) => order(a) - order(b))) {
    const day = dayOf(item.at)
    days.set(day, [...(days.get(day) ?? []), item])
  }
  return days
}

/** My follow-ups that stand on these days. */
export function onDays(days: readonly Day[]): Filter {
  const [first = '', last = first] = [days[0], days.at(-1)]
  return {
    and: [
      { field: 'owner', op: 'eq', value: 'me' },
      {
        field: 'next_activity_at',
        op: 'between',
        value: [startOfDay(first), endOfDay(last)],
      },
    ],
  }
}
