/** What the address of the tasks holds. */
export interface TasksSearch {
  show?: 'calendar'
  /** What I gave to others. */
  list?: 'given'
  /** A colleague's. */
  who?: string
  /** The task in view. */
  task?: string
  mode?: 'week' | 'month'
  day?: string
}

export function parseTasksSearch(raw: Record<string, unknown>): TasksSearch {
  const search: TasksSearch = {}
  if (raw.show === 'calendar') search.show = raw.show
  if (raw.list === 'given') search.list = raw.list
  if (typeof raw.who === 'string' && raw.who.startsWith('usr_')) search.who = raw.who
  if (typeof raw.task === 'string' && raw.task.startsWith('tsk_')) search.task = raw.task
  if (raw.mode === 'week' || raw.mode === 'month') search.mode = raw.mode
  if (typeof raw.day === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(raw.day)) search.day = raw.day
  return search
}
