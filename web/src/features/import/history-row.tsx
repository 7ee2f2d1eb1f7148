import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Download, FileSpreadsheet, Redo2, Trash2, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { PastImport } from '@/api/import-types'
import { failedRowsUrl, removeImport } from '@/api/imports'
import { plainNumber, relativeTime } from '@/lib/format'
import { words } from '@/lib/label'
import { usePhone } from '@/lib/use-media'
import { IconButton } from '@/ui/button'
import { Pill } from '@/ui/pill'
import { stateOf } from './history'
import { fileNameOf } from './import-text'
import { TimeLeft } from './job-bar'
import { useTimeLeft } from './use-time-left'

const HUES = {
  draft: 'slate',
  running: 'blue',
  done: 'green',
  undone: 'brown',
  failed: 'red',
  cancelled: 'slate',
} as const

interface HistoryRowProps {
  one: PastImport
  /** Everyone's are listed, so whose it is matters. */
  all: boolean
  onUndo: () => void
  onRedo: () => void
  onGone: () => void
}

/** One import: file, form, who and when, what came of it, and what can be done about it. */
export function HistoryRow({ one, all, onUndo, onRedo, onGone }: HistoryRowProps) {
  const { t } = useTranslation()
  const phone = usePhone()
  const size = phone ? 'touch' : 'normal'
  const state = stateOf(one)
  const name = fileNameOf(one.file.name)
  const left = useTimeLeft(one.job?.done ?? 0, one.job?.total ?? 0)
  const remove = useMutation({ mutationFn: () => removeImport(one.id), onSettled: onGone })
  const facts = [
    one.form ? words(one.form.name) : one.new_form,
    all ? one.by : '',
    relativeTime(one.at),
    state === 'draft' ? t('import:sheet.rows', { count: one.rows, shown: plainNumber(one.rows) }) : '',
  ]
  return (
    <li className="group relative flex min-h-[60px] items-center gap-3 border-b border-line px-5 hover:bg-hover/60 max-md:px-4">
      <FileSpreadsheet size={18} strokeWidth={1.5} className="shrink-0 text-fg-3" aria-hidden="true" />
      <Link
        to="/imports/$id"
        params={{ id: one.id }}
        className="min-w-0 flex-1 py-2 after:absolute after:inset-0 after:content-['']"
      >
        <span className="block truncate text-13 font-medium">{name}</span>
        <span className="block truncate text-12 text-fg-3">{facts.filter(Boolean).join(' · ')}</span>
        {phone && <Counts one={one} />}
      </Link>
      {!phone && <Counts one={one} />}
      {state === 'running' && left !== undefined && (
        <span className="text-12 max-md:hidden">
          <TimeLeft seconds={left} />
        </span>
      )}
      <Pill hue={HUES[state]}>{t(`import:state.${state}`)}</Pill>
      <span className="z-[1] flex min-w-[60px] justify-end gap-1">
        {one.has_failed_rows && (
          <a
            href={failedRowsUrl(one.id)}
            download
            aria-label={t('import:history.failed_rows', { name })}
            title={t('import:done.failed_rows')}
            className="flex size-7 items-center justify-center rounded-6 text-fg-3 hover:bg-hover hover:text-fg max-md:size-11"
          >
            <Download size={15} />
          </a>
        )}
        {one.can_undo && (
          <IconButton label={t('import:undo.of', { name })} size={size} onClick={onUndo}>
            <Undo2 size={15} />
          </IconButton>
        )}
        {one.redo && (
          <IconButton label={t('import:redo.of', { name })} size={size} onClick={onRedo}>
            <Redo2 size={15} />
          </IconButton>
        )}
        {state === 'draft' && (
          <IconButton
            label={t('import:history.remove', { name })}
            size={size}
            onClick={() => remove.mutate()}
          >
            <Trash2 size={15} />
          </IconButton>
        )}
      </span>
    </li>
  )
}

const TOLD = ['created', 'updated', 'noted', 'skipped', 'failed'] as const

/** What came of it, in a few words. */
function Counts({ one }: { one: PastImport }) {
  const { t } = useTranslation()
  const { counts, job } = one
  if (!counts)
    return job && one.state === 'running' ? (
      <span className="tabular block shrink-0 text-12 text-fg-3">
        {t('import:history.progress', { done: plainNumber(job.done), total: plainNumber(job.total) })}
      </span>
    ) : null
  const told = TOLD.filter(name => (counts[name] ?? 0) > 0)
  return (
    <span className="tabular flex shrink-0 flex-wrap gap-x-3 text-12 text-fg-3">
      {told.map(name => (
        <span key={name} className={name === 'failed' ? 'text-bad' : ''}>
          {t(`import:history.${name}`, { shown: plainNumber(counts[name] ?? 0) })}
        </span>
      ))}
    </span>
  )
}
