import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { updatePerson } from '@/api/people'
import { keys } from '@/api/queries'
import type { Person } from '@/api/types'
import { enabledText } from '@/lib/enabled-text'
import { problemText } from '@/lib/problem-text'
import { toast } from '@/ui/toast'
import { type WayBack, wayBack } from '../bulk/use-bulk'
import { useUndo } from '../edit/use-undo'
import { type Heir, handOverRecords, handOverTasks, type Part, TASKS, type Told } from './hand-over'

export interface Plan {
  parts: Part[]
  /** Who takes the open tasks. */
  tasks: Heir | undefined
  note: string
}

const ALL_TASKS = { code: TASKS }
/** Tasks are taken back by their batches: no field of a record is written. */
const writesNone = async (): Promise<boolean> => false

/** Hands over what was decided, and tells of all of it at once, with one way back. It goes on when the dialog has closed. */
export function useLeave(person: Person, leaving: boolean): (plan: Plan) => Promise<void> {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { undoStep } = useUndo(ALL_TASKS, writesNone)
  const { id, name } = person
  const refresh = () =>
    Promise.all([keys.people, keys.tasks].map(queryKey => client.invalidateQueries({ queryKey })))
  /** What broke off is offered again: the rest of it, and no more. */
  const back = async (enable: boolean, ways: readonly WayBack[]): Promise<void> => {
    const again = (text: string, without: boolean, rest: readonly WayBack[]) =>
      toast(text, { tone: 'bad', action: { label: t('app:retry'), run: () => void back(without, rest) } })
    try {
      const now = enable ? await updatePerson(id, { state: 'active' }) : undefined
      const rest: WayBack[] = []
      for (const way of ways) {
        const left = await way()
        if (left) rest.push(left)
      }
      if (now) toast(enabledText(t, person, now))
      if (rest.length > 0) again(t('leave:half_back'), false, rest)
    } catch (error) {
      again(problemText(error), enable, ways)
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
    if (on && tasks) await handOverTasks(t, { from: id, to: tasks }, step => wayBack(undoStep, step), tell)
    void refresh()
    const said = [...(leaving ? [t('leave:disabled', { name })] : []), ...done.map(told => told.said)]
    const ways = done.map(({ undo }) => undo).reverse()
    if (said.length > 0)
      toast(said.join(t('leave:and')), {
        action: { label: t('app:undo'), run: () => void back(leaving, ways) },
      })
  }
}
