import { useQueryClient } from '@tanstack/react-query'
import { FileSpreadsheet, Upload } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import './words'
import type { PastImport } from '@/api/import-types'
import { useMe } from '@/api/queries'
import { useGo } from '@/lib/use-go'
import { Button } from '@/ui/button'
import { SheetHeader } from '@/ui/sheet-header'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import { historyKey, useHistory } from './history'
import { HistoryRow } from './history-row'
import { UndoDialog } from './undo-dialog'

/** What was imported, by whom, what came of it; taking it back, and taking that back again. */
export function HistoryPage() {
  const { t } = useTranslation()
  const go = useGo()
  const me = useMe()
  const client = useQueryClient()
  const [taking, setTaking] = useState<{ job: string; redo: boolean }>()
  const history = useHistory()
  const reload = () => {
    for (const queryKey of [historyKey, ['import']]) void client.invalidateQueries({ queryKey })
  }
  const items: PastImport[] | undefined = history.data
  return (
    <>
      <SheetHeader title={t('import:history.title')} count={items?.length} onBack={() => go('/')}>
        <Button look="primary" icon={<Upload size={14} />} onClick={() => go('/imports/new')}>
          {t('import:history.new')}
        </Button>
      </SheetHeader>
      <div className="scroll-quiet flex min-h-0 flex-1 flex-col overflow-y-auto border-t border-line">
        {!items && !history.error && <Bones rows={6} height={60} />}
        {Boolean(history.error) && (
          <ErrorState error={history.error} onRetry={() => void history.refetch()} />
        )}
        {items?.length === 0 && (
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
          {items?.map(one => (
            <HistoryRow
              key={one.id}
              one={one}
              all={me.permissions.administer}
              onUndo={() => one.job && setTaking({ job: one.job.id, redo: false })}
              onRedo={() => one.redo && setTaking({ job: one.redo, redo: true })}
              onGone={reload}
            />
          ))}
        </ul>
        {(items?.length ?? 0) > 0 && (
          <p className="px-5 py-4 text-12 text-fg-3 max-md:px-4">{t('import:history.kept')}</p>
        )}
      </div>
      {taking && (
        <UndoDialog
          job={taking.job}
          redo={taking.redo}
          onClose={() => setTaking(undefined)}
          onDone={() => {
            setTaking(undefined)
            reload()
          }}
        />
      )}
    </>
  )
}
