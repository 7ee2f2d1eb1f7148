import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { updatePerson } from '@/api/people'
import { keys } from '@/api/queries'
import type { Task } from '@/api/tasks'
import type { Person } from '@/api/types'
import { problemText } from '@/lib/problem-text'
import { toast } from '@/ui/toast'
import { type Heir, handOverRecords, handOverTasks, type Part, type Told } from './hand-over'

export interface Plan {
  parts: Part[]
  tasks: { tasks: readonly Task[]; to: Heir } | undefined
  note: string
}

/** Hands over what was decided, and tells of all of it at once, with one way back. It goes on when the dialog has closed. */
export function useLeave(person: Person, leaving: boolean): (plan: Plan) => Promise<void> {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { id, name } = person
  const refresh = () =>
    Promise.all([keys.people, keys.tasks].map(queryKey => client.invalidateQueries({ queryKey })))
  const back = async (done: Told[]) => {
    try {
      if (leaving) await updatePerson(id, { state: 'active' })
      for (const { undo } of done.reverse()) await undo()
      if (leaving) toast(t('leave:enabled', { name }))
    } catch (error) {
      toast(problemText(error), { tone: 'bad' })
    } finally {
      await refresh()
    }
  }
  return async ({ parts, tasks, note }) => {
    const done: Told[] = []
    const tell = (told: Told) => void done.push(told)
    const reason = t(leaving ? 'leave:reason' : 'leave:reason_hand', { name })
    if (leaving) void refresh()
    let on = true
    for (const part of parts) if (on) on = await handOverRecords(t, part, { note, reason }, tell)
    if (on && tasks) await handOverTasks(t, tasks.tasks, tasks.to, tell)
    void refresh()
    const said = [...(leaving ? [t('leave:disabled', { name })] : []), ...done.map(told => told.said)]
    if (said.length > 0)
      toast(said.join(t('leave:and')), { action: { label: t('app:undo'), run: () => void back(done) } })
  }
}
