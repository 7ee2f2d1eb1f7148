import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { keys } from '@/api/queries'
import { undoBatch } from '@/api/records'
import {
  addTask,
  changeTask,
  type NewTask,
  removeTask,
  type Task,
  type TaskList,
  type TaskPatch,
  type TaskWritten,
} from '@/api/tasks'
import { keptText } from '@/lib/kept-text'
import { problemText } from '@/lib/problem-text'
import { toast } from '@/ui/toast'

export interface TaskActs {
  add: (task: NewTask) => Promise<TaskWritten>
  change: (task: Task, patch: TaskPatch) => Promise<TaskWritten>
  /** Finishes it, or opens it again; with a way back. */
  tick: (task: Task) => Promise<boolean>
  remove: (task: Task) => Promise<boolean>
}

/** What can be done with tasks; every list that shows them is fresh afterwards. */
export function useTaskActs(): TaskActs {
  const { t } = useTranslation()
  const client = useQueryClient()
  return useMemo(() => {
    const refresh = async (about: Pick<Task, 'record'> | undefined) => {
      const of = about?.record
      if (of) void client.invalidateQueries({ queryKey: keys.record(of.form, of.id) })
      await client.invalidateQueries({ queryKey: keys.tasks })
    }
    const undo = (batch: string, of: Pick<Task, 'record'>) =>
      void undoBatch(batch).then(
        ({ kept = 0, changed_since = [] }) => {
          void refresh(of)
          if (kept > 0) toast(keptText(kept, changed_since), { tone: 'bad' })
        },
        error => toast(problemText(error), { tone: 'bad' }),
      )
    const told = (text: string, batch: string, of: Pick<Task, 'record'>) =>
      toast(text, { action: { label: t('app:undo'), run: () => undo(batch, of) } })
    const failed = (error: unknown, of: Pick<Task, 'record'>) => {
      void refresh(of)
      toast(problemText(error), { tone: 'bad' })
      return false
    }
    /** Gone from open lists at once: who ticks a row does not wait for the line. */
    const hide = (task: Task) =>
      client.setQueriesData<TaskList>(
        {
          predicate: ({ queryKey: key }) =>
            (key[0] === 'tasks' || key[3] === 'tasks') && key.at(-1) === false,
        },
        list => list?.items && { ...list, items: list.items.filter(other => other.id !== task.id) },
      )
    return {
      add: async body => {
        const task = await addTask(body)
        await refresh(task.record ? task : undefined)
        return task
      },
      change: async (task, patch) => {
        const changed = await changeTask(task.id, patch)
        await refresh(task)
        return changed
      },
      tick: async task => {
        const done = !task.done_at
        if (done) hide(task)
        try {
          const { batch } = await changeTask(task.id, { done })
          void refresh(task)
          told(t(done ? 'tasks:ticked' : 'tasks:reopened', { title: task.title }), batch, task)
          return true
        } catch (error) {
          return failed(error, task)
        }
      },
      remove: async task => {
        hide(task)
        try {
          const { batch } = await removeTask(task.id)
          void refresh(task)
          told(t('tasks:removed', { title: task.title }), batch, task)
          return true
        } catch (error) {
          return failed(error, task)
        }
      },
    }
  }, [client, t])
}
