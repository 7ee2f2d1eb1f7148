import type { TFunction } from 'i18next'
import { Problem } from '@/api/http'
import { changeTask, listAllTasks, type Task } from '@/api/tasks'
import { plainNumber } from '@/lib/format'
import { calledOf } from '@/lib/held-text'
import type { Holding } from '@/lib/holdings'
import { words } from '@/lib/label'
import { problemText } from '@/lib/problem-text'
import { toast } from '@/ui/toast'
import { givenBack, handedOver } from '../bulk/hand-over'
import type { Bulk, WayBack } from '../bulk/use-bulk'
import { startWork } from '../edit/progress'
import { remember, type UndoStep } from '../edit/undo-stack'

/** Whoever takes over. */
export interface Heir {
  id: string
  name: string
}

/** Records of a form on their way to somebody, or back into the form's pool. */
export interface Part {
  form: Holding['form']
  bulk: Bulk
  to: Heir | 'pool'
}

/** What was done, in words, and its way back. */
export interface Told {
  said: string
  undo: WayBack
}

/** One act of the form, as a bulk edit of the list is. Answers whether to go on with the next. */
export async function handOverRecords(
  t: TFunction,
  { form, bulk, to }: Part,
  { note, reason }: { note: string; reason: string },
  tell: (told: Told) => void,
): Promise<boolean> {
  const rows = await bulk.gather(['owner'])
  if (!rows) return false
  if (rows.length === 0) return true
  const pool = to === 'pool'
  const commands = pool ? givenBack(rows, note || reason) : handedOver(rows, to.id, note)
  return bulk.run(commands, {
    doing: t('leave:doing', { what: calledOf(form, rows.length) }),
    ...(pool ? {} : { shown: { owner: to.name } }),
    done: count =>
      t(pool ? 'leave:returned' : 'leave:given', {
        count,
        shown: plainNumber(count),
        what: calledOf(form, count),
        name: pool ? words(form.pool?.name) : to.name,
      }),
    tell: (said, undo) => tell({ said, undo }),
  })
}

/** What the tasks are called where steps go by their forms. */
export const TASKS = ' tasks'
const NAMED = 3

/** Somebody else was at it meanwhile: the others go on. */
const isTheirs = (error: unknown): boolean => error instanceof Problem && [404, 409].includes(error.status)

/**
 * Tasks are given one by one, all of them however many, as they stand now; what was given before the line broke, or before it
 * was stopped, stays given. One that somebody else changed meanwhile stays as it is.
 */
export async function handOverTasks(
  t: TFunction,
  { from, to }: { from: string; to: Heir },
  wayBack: (step: UndoStep) => WayBack,
  tell: (told: Told) => void,
): Promise<void> {
  let progress: ReturnType<typeof startWork> | undefined
  const titles: Record<string, string> = {}
  const kept: Task[] = []
  let count = 0
  try {
    const { items } = await listAllTasks({ assignee: from }, Number.POSITIVE_INFINITY)
    progress = startWork(t('leave:doing', { what: t('leave:tasks') }), items.length)
    for (const task of items) {
      try {
        const { batch } = await changeTask(task.id, { assignee: to.id, base_rev: task.rev })
        titles[batch] = task.title
        count += 1
      } catch (error) {
        if (!isTheirs(error)) throw error
        kept.push(task)
      }
      if (!progress.step(count + kept.length)) break
    }
  } catch (error) {
    toast(problemText(error), { tone: 'bad' })
  } finally {
    progress?.end()
  }
  if (kept.length > 0) toast(keptTasks(t, kept), { tone: 'bad' })
  if (count === 0) return
  const step: UndoStep = { kind: 'batches', form: TASKS, batches: Object.keys(titles), ids: [], titles }
  remember(step)
  tell({
    said: t('leave:given_tasks', { count, shown: plainNumber(count), name: to.name }),
    undo: wayBack(step),
  })
}

const keptTasks = (t: TFunction, kept: readonly Task[]): string =>
  t('leave:kept_tasks', {
    count: kept.length,
    shown: plainNumber(kept.length),
    named: kept
      .slice(0, NAMED)
      .map(({ title }) => t('leave:quoted', { title }))
      .join(t('filters:list_separator')),
  })
