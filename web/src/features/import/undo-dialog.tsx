import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { UndoPreview } from '@/api/import-types'
import { previewUndo, undoJob } from '@/api/imports'
import { i18n } from '@/i18n/setup'
import { plainNumber } from '@/lib/format'
import { words } from '@/lib/label'
import { problemText } from '@/lib/problem-text'
import { useTellsOf } from '@/lib/told-jobs'
import { useWrite } from '@/lib/use-write'
import { Button } from '@/ui/button'
import { CheckBox } from '@/ui/controls'
import { Dialog } from '@/ui/dialog'
import { KeptList } from '@/ui/kept-list'
import { Bones, ErrorState } from '@/ui/states'
import { JobBar } from './job-bar'
import { madeText } from './new-fields'
import { UndoOutcome } from './undo-outcome'
import { isAtWork, useJob } from './use-job'

/** What was made for the import besides records. */
const madeOf = ({ fields, options }: NonNullable<UndoPreview['made']>): string =>
  i18n.t('import:undo.made', { what: madeText(fields.length, options) })

/** Takes a whole import back; records that would stay are shown first, and spared if it is because they were changed since. */
export function UndoDialog({
  job,
  redo = false,
  onClose,
  onDone,
}: {
  job: string
  /** The job is an undo that is taken back. */
  redo?: boolean
  onClose: () => void
  onDone: () => void
}) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [insist, setInsist] = useState(false)
  const [takesMade, setTakesMade] = useState(true)
  const preview = useQuery({ queryKey: ['job', job, 'undo'], queryFn: () => previewUndo(job), gcTime: 0 })
  const undo = useWrite({
    mutationFn: () => undoJob(job, insist, !takesMade),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['jobs'] }),
  })
  const work = useJob(undo.data?.id)
  const ended = work.data !== undefined && !isAtWork(work.data)
  useTellsOf(undo.data?.id, ended)
  const changed = preview.data?.changed_since ?? []
  const back = (preview.data?.records ?? 0) - (insist ? 0 : (preview.data?.count ?? 0))
  const made = redo ? undefined : preview.data?.made
  const finish = () => {
    for (const key of ['forms', 'form', 'pages', 'counts', 'record', 'jobs'])
      void client.invalidateQueries({ queryKey: [key] })
    onDone()
  }
  return (
    <Dialog
      open
      onClose={ended ? finish : onClose}
      title={t(redo ? 'import:redo.title' : 'import:undo.title')}
      width={500}
      footer={
        ended ? (
          <Button look="primary" onClick={finish}>
            {t('app:done')}
          </Button>
        ) : undo.data ? (
          <Button onClick={onClose}>{t('import:running.leave')}</Button>
        ) : (
          <>
            <Button onClick={onClose}>{t('app:cancel')}</Button>
            <Button
              look={redo ? 'primary' : 'danger'}
              disabled={!preview.data}
              busy={undo.isPending}
              onClick={() => undo.mutate()}
            >
              {t(redo ? 'import:redo.action' : 'import:undo.action')}
            </Button>
          </>
        )
      }
    >
      {preview.isPending && <Bones rows={3} height={28} />}
      {preview.error && <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />}
      {undo.data && work.data ? (
        ended ? (
          <UndoOutcome job={work.data} redo={redo} />
        ) : (
          <JobBar job={work.data} />
        )
      ) : (
        preview.data && (
          <>
            <p className="text-14">
              {t(redo ? 'import:redo.count' : 'import:undo.count', {
                count: back,
                shown: plainNumber(back),
              })}
            </p>
            {preview.data.count > 0 && (
              <div className="mt-4 rounded-8 bg-warn-soft p-3">
                <p className="text-13 font-medium text-warn">
                  {t('import:undo.changed', { count: preview.data.count })}
                </p>
                <KeptList kept={changed} count={preview.data.count} />
                {/* biome-ignore lint/a11y/noLabelWithoutControl: the check box is inside. */}
                <label className="mt-2.5 flex items-center gap-2 text-13 text-fg">
                  <CheckBox label={t('import:undo.insist')} checked={insist} onChange={setInsist} />
                  {t('import:undo.insist')}
                </label>
              </div>
            )}
            {made && (
              // biome-ignore lint/a11y/noLabelWithoutControl: the check box is inside.
              <label className="mt-4 flex items-start gap-2 text-13 text-fg">
                <CheckBox label={madeOf(made)} checked={takesMade} onChange={setTakesMade} />
                <span>
                  {madeOf(made)}
                  <span className="line-clamp-2 text-12 text-fg-3">
                    {made.fields.map(name => words(name)).join(t('filters:list_separator'))}
                  </span>
                </span>
              </label>
            )}
            {undo.error && (
              <p role="alert" className="mt-3 text-13 text-bad">
                {problemText(undo.error)}
              </p>
            )}
          </>
        )
      )}
    </Dialog>
  )
}
