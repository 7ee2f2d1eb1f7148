import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FileSpreadsheet, Undo2, Upload } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import './words'
import type { Import } from '@/api/import-types'
import { formsQuery } from '@/api/queries'
import { plainNumber, relativeTime } from '@/lib/format'
import { words } from '@/lib/label'
import { useGo } from '@/lib/use-go'
import { usePhone } from '@/lib/use-media'
import { Button, IconButton } from '@/ui/button'
import { Pill } from '@/ui/pill'
import { SheetHeader } from '@/ui/sheet-header'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import { type Past, useHistory } from './history'
import { fileName } from './import-text'
import { UndoDialog } from './undo-dialog'
import { isAtWork } from './use-job'

const HUES = { running: 'blue', done: 'green', undone: 'brown', failed: 'red', cancelled: 'slate' } as const

function stateOf({ job, one }: Past): keyof typeof HUES {
  if (one?.state === 'undone') return 'undone'
  if (isAtWork(job)) return 'running'
  return job.state === 'failed' || job.state === 'cancelled' ? job.state : 'done'
}

/** What was imported, by whom, and taking it back. */
export function HistoryPage() {
  const { t } = useTranslation()
  const go = useGo()
  const phone = usePhone()
  const client = useQueryClient()
  const [undoing, setUndoing] = useState<string>()
  const history = useHistory()
  const { data: forms } = useQuery(formsQuery)
  const nameOf = ({ target }: Import) => {
    const form = forms?.find(other => other.code === target.form)
    return form ? words(form.name) : (target.new_form?.name ?? target.form ?? '')
  }
  return (
    <>
      <SheetHeader title={t('import:history.title')} onBack={() => go('/')}>
        <Button look="primary" icon={<Upload size={14} />} onClick={() => go('/imports/new')}>
          {t('import:history.new')}
        </Button>
      </SheetHeader>
      <div className="scroll-quiet flex min-h-0 flex-1 flex-col overflow-y-auto border-t border-line">
        {!history.items && !history.error && <Bones rows={6} height={52} />}
        {Boolean(history.error) && <ErrorState error={history.error} onRetry={history.reload} />}
        {history.items?.length === 0 && (
          <EmptyState
            icon={FileSpreadsheet}
            title={t('import:history.empty')}
            hint={t('import:history.empty_hint')}
          >
            <Button look="primary" onClick={() => go('/imports/new')}>
              {t('import:history.new')}
            </Button>
          </EmptyState>
        )}
        <ul>
          {history.items?.map(past => {
            const { job, one } = past
            const state = stateOf(past)
            const by = typeof job.by === 'string' ? job.by : (job.by?.name ?? '')
            const name = one ? fileName(one) : t('import:history.unknown')
            const facts = [
              one ? nameOf(one) : '',
              t('import:sheet.rows', { count: job.total, shown: plainNumber(job.total) }),
              by,
              relativeTime(job.created_at),
            ]
            const text = (
              <>
                <span className="block truncate text-13 font-medium">{name}</span>
                <span className="block truncate text-12 text-fg-3">{facts.filter(Boolean).join(' · ')}</span>
              </>
            )
            return (
              <li
                key={job.id}
                className="relative flex min-h-[52px] items-center gap-3 border-b border-line px-5 hover:bg-hover/60 max-md:px-4"
              >
                <FileSpreadsheet
                  size={18}
                  strokeWidth={1.5}
                  className="shrink-0 text-fg-3"
                  aria-hidden="true"
                />
                {one ? (
                  <Link
                    to="/imports/$id"
                    params={{ id: one.id }}
                    className="min-w-0 flex-1 py-2 after:absolute after:inset-0 after:content-['']"
                  >
                    {text}
                  </Link>
                ) : (
                  <span className="min-w-0 flex-1 py-2">{text}</span>
                )}
                <Pill hue={HUES[state]}>{t(`import:state.${state}`)}</Pill>
                {state !== 'undone' && state !== 'running' && (
                  <IconButton
                    label={t('import:undo.of', { name })}
                    size={phone ? 'touch' : 'normal'}
                    className="z-[1]"
                    onClick={() => setUndoing(job.id)}
                  >
                    <Undo2 size={15} />
                  </IconButton>
                )}
              </li>
            )
          })}
        </ul>
      </div>
      {undoing && (
        <UndoDialog
          job={undoing}
          onClose={() => setUndoing(undefined)}
          onDone={() => {
            setUndoing(undefined)
            history.reload()
            void client.invalidateQueries({ queryKey: ['import'] })
          }}
        />
      )}
    </>
  )
}
