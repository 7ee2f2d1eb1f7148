import { useTranslation } from 'react-i18next'
import type { Job } from '@/api/import-types'
import { plainNumber } from '@/lib/format'
import { KeptList } from '@/ui/kept-list'
import { madeText } from './new-fields'

/** What an undo came to. */
export function UndoOutcome({ job, redo }: { job: Job; redo: boolean }) {
  const { t } = useTranslation()
  if (job.state !== 'done') return <p className="text-14">{t('import:undo.stopped')}</p>
  const { undone = 0, kept = 0, changed_since = [], form_deleted } = job.result ?? {}
  const { fields_archived = 0, options_archived = 0 } = job.result ?? {}
  return (
    <>
      <p className="text-14">
        {kept > 0
          ? t(redo ? 'import:redo.done_some' : 'import:undo.done_some', {
              count: undone,
              shown: plainNumber(undone),
            })
          : t(redo ? 'import:redo.done' : 'import:undo.done')}
      </p>
      {fields_archived + options_archived > 0 && (
        <p className="mt-1 text-13 text-fg-3">
          {t('import:undo.parts_gone', { what: madeText(fields_archived, options_archived) })}
        </p>
      )}
      {form_deleted && <p className="mt-1 text-13 text-fg-3">{t('import:undo.form_gone')}</p>}
      {kept > 0 && (
        <div className="mt-3 rounded-8 bg-warn-soft p-3">
          <p className="text-13 font-medium text-warn">
            {t('import:undo.kept', { count: kept, shown: plainNumber(kept) })}
          </p>
          <KeptList kept={changed_since} count={kept} />
        </div>
      )}
    </>
  )
}
