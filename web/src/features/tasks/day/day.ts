import dayjs from 'dayjs'
import type { Task } from '@/api/tasks'
import { DAYS_AHEAD, type DueItem } from '../follow-ups'

/** Something of the day: a task, or a follow-up with a customer. */
export type DayItem = { key: string; at: string } & ({ task: Task } | { due: DueItem })

export const DAY_GROUPS = ['overdue', 'today', 'week'] as const
export type DayGroups = Record<(typeof DAY_GROUPS)[number], DayItem[]>

/** Tasks and follow-ups in one line of time: what is overdue, what is left of today, what comes within a week. */
export function groupDay(
  tasks: readonly Task[],
  due: readonly DueItem[],
  now: dayjs.Dayjs = dayjs(),
): DayGroups {
  const items: DayItem[] = [
    ...tasks.flatMap(task => (task.due ? [{ key: task.id, at: task.due.at, task }] : [])),
    ...due.map(item => ({ key: item.record.id, at: item.at, due: item })),
  ]
  const groups: DayGroups = { overdue: [], today: [], week: [] }
  const today = now.endOf('day')
  const last = now.add(DAYS_AHEAD, 'day').endOf('day')
  for (const item of items.sort((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
    const at = dayjs(item.at)
    if (at.isBefore(now)) groups.overdue.push(item)
    else if (!at.isAfter(today)) groups.today.push(item)
    else if (!at.isAfter(last)) groups.week.push(item)
  }
  return groups
}
