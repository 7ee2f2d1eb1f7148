import { http } from './http'

/** Until when; of a whole day `at` is the day's end. */
export interface TaskDue {
  at: string
  all_day?: boolean
}

interface Somebody {
  id: string | null
  name: string
}

export interface Task {
  id: string
  /** Raised by every change: `base_rev` of a patch of title or note. */
  rev: number
  title: string
  note: string
  assignee: Somebody
  due?: TaskDue | null
  done_at?: string | null
  done_by: Somebody
  /** None where it stands alone, or its record is out of sight. */
  record?: { form: string; id: string; title: string } | null
  made_at: string
  made_by: Somebody
}
export type TaskWritten = Task & { batch: string }

export interface TaskPage {
  items: Task[]
  next?: string | null
}

export interface TaskCounts {
  overdue: number
  today: number
  upcoming: number
  undated: number
}

export interface TasksWanted {
  assignee?: string
  /** Made by this person for somebody else. */
  given_by?: string
  record?: string
  done?: boolean
  after?: string | undefined
}
export interface NewTask {
  id?: string
  title: string
  note?: string
  assignee?: string
  due?: TaskDue
  record?: { form: string; id: string }
}
export interface TaskPatch {
  base_rev?: number
  title?: string
  note?: string
  assignee?: string
  due?: TaskDue | null
  done?: boolean
}

export const listTasks = (wanted: TasksWanted) =>
  http<TaskPage>('GET', '/tasks', { query: { ...wanted, done: wanted.done || undefined } })
export const countTasks = (dayEnd: string) =>
  http<TaskCounts>('GET', '/tasks/counts', { query: { day_end: dayEnd } })
export const addTask = (body: NewTask) => http<TaskWritten>('POST', '/tasks', { body, creates: true })
export const changeTask = (id: string, body: TaskPatch) =>
  http<TaskWritten>('PATCH', `/tasks/${id}`, { body })
export const removeTask = (id: string) => http<{ batch: string }>('DELETE', `/tasks/${id}`)

/** Pages read for one list at most. */
const MOST_PAGES = 8

export interface TaskList {
  items: Task[]
  /** There are more than were read. */
  cut: boolean
}

/** All of them, as far as a screen can sensibly hold. */
export async function listAllTasks(wanted: TasksWanted, pages: number = MOST_PAGES): Promise<TaskList> {
  const items: Task[] = []
  let after: string | undefined
  for (let page = 0; page < pages; page += 1) {
    const answer = await listTasks({ ...wanted, after })
    items.push(...answer.items)
    if (!answer.next) return { items, cut: false }
    after = answer.next
  }
  return { items, cut: true }
}
