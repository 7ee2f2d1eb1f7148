import type { Task } from '@/api/tasks'
import { dayOf, today } from '@/lib/days'

export const GROUPS = ['overdue', 'today', 'upcoming', 'undated'] as const
export type GroupName = (typeof GROUPS)[number]

/** To which group something with this due moment belongs. The server counts by the same borders. */
export function groupOf(at: string | null | undefined, now: number = Date.now()): GroupName {
  if (!at) return 'undated'
  if (Date.parse(at) < now) return 'overdue'
  return dayOf(at) > today(now) ? 'upcoming' : 'today'
}

/** Open tasks under their headings, each in the order given (by due date). */
export function groupTasks(
  tasks: readonly Task[],
  now: number = Date.now(),
): { name: GroupName; tasks: Task[] }[] {
  return GROUPS.map(name => ({
    name,
    tasks: tasks.filter(task => groupOf(task.due?.at, now) === name),
  })).filter(group => group.tasks.length > 0)
}
