import dayjs from 'dayjs'
import type { Task } from '@/api/tasks'

export const GROUPS = ['overdue', 'today', 'upcoming', 'undated'] as const
export type GroupName = (typeof GROUPS)[number]

/** To which group something with this due moment belongs. The server counts by the same borders. */
export function groupOf(at: string | null | undefined, now: dayjs.Dayjs = dayjs()): GroupName {
  if (!at) return 'undated'
  const moment = dayjs(at)
  if (moment.isBefore(now)) return 'overdue'
  return moment.isAfter(now.endOf('day')) ? 'upcoming' : 'today'
}

/** Open tasks under their headings, each in the order given (by due date). */
export function groupTasks(
  tasks: readonly Task[],
  now: dayjs.Dayjs = dayjs(),
): { name: GroupName; tasks: Task[] }[] {
  return GROUPS.map(name => ({
    name,
    tasks: tasks.filter(task => groupOf(task.due?.at, now) === name),
  })).filter(group => group.tasks.length > 0)
}
