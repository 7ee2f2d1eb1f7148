import type { Task } from '@/api/tasks'
import { addDays, dayOf, today } from '@/lib/days'
import { DAYS_AHEAD, type DueItem } from '../follow-ups'
import { groupOf } from '../groups'

/** Something of the day: a task, or a follow-up with a customer. */
export type DayItem = { key: string; at: string | undefined } & ({ task: Task } | { due: DueItem })

export const DAY_GROUPS = ['overdue', 'today', 'week', 'undated'] as const
export type DayGroups = Record<(typeof DAY_GROUPS)[number], DayItem[]>

/**
 * Tasks and follow-ups in one line of time: what is overdue, what is left of today, what comes from tomorrow on within
 * a week; tasks that nobody gave a day stand last, so that none is forgotten.
 */
export function groupDay(
  tasks: readonly Task[],
  due: readonly DueItem[],
  now: number = Date.now(),
): DayGroups {
  const items: DayItem[] = [
    ...tasks.map(task => ({ key: task.id, at: task.due?.at, task })),
    ...due.map(item => ({ key: item.record.id, at: item.at, due: item })),
  ]
  const groups: DayGroups = { overdue: [], today: [], week: [], undated: [] }
  const last = addDays(today(now), DAYS_AHEAD)
  const time = (item: DayItem) => (item.at ? Date.parse(item.at) : Number.POSITIVE_INFINITY)
  for (const item of items.sort((a, b) => (time(a) < time(b) ? -1 : 1))) {
    const group = groupOf(item.at, now)
    if (group !== 'upcoming') groups[group].push(item)
    else if (item.at && dayOf(item.at) <= last) groups.week.push(item)
  }
  return groups
}
