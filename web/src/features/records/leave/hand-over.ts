import type { TFunction } from 'i18next'
import { undoBatch } from '@/api/records'
import { changeTask, type Task } from '@/api/tasks'
import { plainNumber } from '@/lib/format'
import { calledOf } from '@/lib/held-text'
import type { Holding } from '@/lib/holdings'
import { words } from '@/lib/label'
import { problemText } from '@/lib/problem-text'
import { toast } from '@/ui/toast'
import { givenBack, handedOver } from '../bulk/hand-over'
import type { Bulk } from '../bulk/use-bulk'
import { startWork } from '../edit/progress'

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
  undo: () => unknown
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

/** Tasks are given one by one; what was given before one was refused, or before it was stopped, stays given. */
export async function handOverTasks(
  t: TFunction,
  tasks: readonly Task[],
  to: Heir,
  tell: (told: Told) => void,
): Promise<void> {
  const progress = startWork(t('leave:doing', { what: t('leave:tasks') }), tasks.length)
  const batches: string[] = []
  try {
    for (const { id } of tasks) {
      const { batch } = await changeTask(id, { assignee: to.id })
      batches.push(batch)
      if (!progress.step(batches.length)) break
    }
  } catch (error) {
    toast(problemText(error), { tone: 'bad' })
  } finally {
    progress.end()
  }
  const count = batches.length
  if (count === 0) return
  tell({
    said: t('leave:given_tasks', { count, shown: plainNumber(count), name: to.name }),
    undo: async () => {
      for (const batch of batches.reverse()) await undoBatch(batch)
    },
  })
}
