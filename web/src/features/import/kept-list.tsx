import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Job, KeptByUndo } from '@/api/import-types'
import { formQuery } from '@/api/queries'
import { plainNumber, relativeTime } from '@/lib/format'
import { keptReason } from '@/lib/kept-text'
import { words } from '@/lib/label'
import { madeText } from './new-fields'

const SHOWN = 8

/** Records that an undo leaves as they are, each with the reason; those out of sight are only counted. */
export function KeptList({ kept, count }: { kept: readonly KeptByUndo[]; count: number }) {
  const { t } = useTranslation()
  const shown = kept.slice(0, SHOWN)
  return (
    <ul className="mt-1.5 text-13 text-fg-2">
      {shown.map(record => (
        <KeptRow key={record.id} kept={record} />
      ))}
      {count > shown.length && (
        <li className="text-12 text-fg-3">{t('import:more', { count: count - shown.length })}</li>
      )}
    </ul>
  )
}

function KeptRow({ kept }: { kept: KeptByUndo }) {
  const { data: form } = useQuery(formQuery(kept.form))
  const nameOf = (code: string) => {
    const field = form?.fields.find(other => other.code === code)
    return field && words(field.name)
  }
  const by = typeof kept.by === 'string' ? kept.by : kept.by.name
  const since = [by, kept.at && relativeTime(kept.at)].filter(Boolean).join(' · ')
  return (
    <li className="flex justify-between gap-3">
      <span className="truncate">{kept.title}</span>
      <span className="shrink-0 text-12 text-fg-3">
        {kept.code === 'changed_since' ? since : keptReason(kept, nameOf)}
      </span>
    </li>
  )
}

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
