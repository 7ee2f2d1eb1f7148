import '@/i18n/people'
import '@/i18n/leave'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { updatePerson } from '@/api/people'
import { peopleQuery, tasksQuery } from '@/api/queries'
import type { Person } from '@/api/types'
import { useHoldings } from '@/api/use-holdings'
import { heirs, POOL, STAY } from '@/lib/holdings'
import { useWrite } from '@/lib/use-write'
import { Labelled } from '@/ui/controls'
import { Dialog } from '@/ui/dialog'
import { DialogButtons } from '@/ui/dialog-buttons'
import { Bones, PanelError } from '@/ui/states'
import type { Bulk } from '../bulk/use-bulk'
import { TASKS } from './hand-over'
import { Held } from './held'
import { useLeave } from './use-leave'

interface LeaveDialogProps {
  person: Person
  /** Locked out as well; otherwise what they hold is handed over and nothing else. */
  leaving: boolean
  onClose: () => void
}

/** Somebody leaves: what happens then, what they still hold, and who takes it. */
export function LeaveDialog({ person, leaving, onClose }: LeaveDialogProps) {
  const { t } = useTranslation()
  const { id, name } = person
  const counted = useHoldings([id])
  const tasks = useQuery(tasksQuery(id, false))
  const { data: people = [] } = useQuery(peopleQuery)
  const [choices, setChoices] = useState<Readonly<Record<string, string>>>({})
  const [note, setNote] = useState('')
  const bulks = useRef(new Map<string, Bulk>())
  const handOver = useLeave(person, leaving)
  const held = counted.held?.get(id) ?? []
  const open = tasks.data?.items ?? []
  const rows = [...held.map(({ form }) => form.code), ...(open.length > 0 ? [TASKS] : [])]
  const moved = rows.filter(row => choices[row] !== undefined && choices[row] !== STAY)
  const ready = counted.held !== undefined && !tasks.isPending
  const error = counted.error ?? (tasks.data ? undefined : tasks.error)
  const decided = rows.every(row => choices[row] !== undefined)
  const run = useWrite({
    mutationFn: async () => {
      if (leaving) await updatePerson(id, { state: 'disabled' })
    },
    onSuccess: () => {
      const heir = (row: string) => people.find(one => one.id === choices[row])
      const parts = held.flatMap(({ form }) => {
        const bulk = bulks.current.get(form.code)
        const to = choices[form.code] === POOL ? ('pool' as const) : heir(form.code)
        return bulk && to ? [{ form, bulk, to }] : []
      })
      const to = heir(TASKS)
      onClose()
      void handOver({ parts, tasks: to, note: note.trim() })
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      width={520}
      title={t(leaving ? 'leave:title' : 'leave:hand_title', { name })}
      footer={
        <DialogButtons
          label={t(!leaving ? 'leave:run_hand' : moved.length > 0 ? 'leave:run_both' : 'people:disable')}
          look={leaving ? 'danger' : 'primary'}
          busy={run.isPending}
          disabled={leaving ? !(error || (ready && decided)) : moved.length === 0}
          error={run.error ?? undefined}
          onCancel={onClose}
          onRun={() => run.mutate()}
        />
      }
    >
      <div className="flex flex-col gap-4">
        {leaving && (
          <ul className="list-disc pl-5 text-13 leading-6 text-fg-2">
            <li>{t('leave:what.out')}</li>
            <li>{t('leave:what.stays', { name })}</li>
            <li>{t('leave:what.back')}</li>
          </ul>
        )}
        {error ? (
          <PanelError
            error={error}
            onRetry={() => {
              counted.retry()
              if (tasks.error) void tasks.refetch()
            }}
          />
        ) : !ready ? (
          <div aria-busy="true" aria-label={t('leave:counting')}>
            <Bones rows={3} height={36} />
          </div>
        ) : rows.length === 0 ? (
          <p className="text-13 text-fg-3">{t('leave:nothing', { name })}</p>
        ) : (
          <Held
            person={person}
            held={held}
            tasks={open.length}
            more={tasks.data?.cut ?? false}
            heirs={heirs(people, id)}
            choices={choices}
            onChoices={setChoices}
            bulks={bulks.current}
          />
        )}
        {moved.some(row => row !== TASKS) && (
          <Labelled label={t('leave:note')} help={t('leave:note_hint')}>
            {({ invalid: _, ...ids }) => (
              <textarea
                {...ids}
                rows={2}
                maxLength={2000}
                className="field-control resize-y"
                value={note}
                onChange={event => setNote(event.target.value)}
              />
            )}
          </Labelled>
        )}
      </div>
    </Dialog>
  )
}
