import { Link } from '@tanstack/react-router'
import { FileSpreadsheet } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { PastImport } from '@/api/import-types'
import { removeImport } from '@/api/imports'
import { plainNumber, relativeTime } from '@/lib/format'
import { words } from '@/lib/label'
import { usePhone } from '@/lib/use-media'
import { useWrite } from '@/lib/use-write'
import { Pill } from '@/ui/pill'
import { stateOf } from './history'
import { HistoryActions } from './history-actions'
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
  const state = stateOf(one)
  const name = fileNameOf(one.file.name)
  const left = useTimeLeft(one.job?.done ?? 0, one.job?.total ?? 0)
  const remove = useWrite({ mutationFn: () => removeImport(one.id), onSettled: onGone })
  const facts = [
    one.form ? words(one.form.name) : one.new_form,
    all ? one.by : '',
    relativeTime(one.at),
    state === 'draft' ? t('import:sheet.rows', { count: one.rows, shown: plainNumber(one.rows) }) : '',
  ]
  return (
    <li className="group relative flex min-h-[60px] flex-wrap items-center gap-x-3 border-b border-line px-5 hover:bg-hover/60 max-md:px-4">
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
      <HistoryActions one={one} onUndo={onUndo} onRedo={onRedo} onRemove={() => remove.mutate()} />
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
