import { useQueryClient } from '@tanstack/react-query'
import { RotateCcw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { restoreRecord } from '@/api/records'
import { problemText } from '@/lib/problem-text'
import { Button } from '@/ui/button'
import { toast } from '@/ui/toast'
import { useRefreshList } from '../edit/use-trash'
import type { Selection } from '../grid/selection'

/** Above the bin: what it is, the way back, and what was picked brought back in one go. */
export function BinBar({
  form,
  selection,
  onLeave,
}: {
  form: string
  selection: Selection
  onLeave: () => void
}) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const refresh = useRefreshList(form)
  const [busy, setBusy] = useState(false)
  const picked = [...selection.picked.keys()]
  const restore = async () => {
    setBusy(true)
    let restored = 0
    let problem: unknown
    for (const id of picked) {
      try {
        await restoreRecord(form, id)
        restored += 1
      } catch (error) {
        problem = error
        break
      }
    }
    selection.clear()
    refresh()
    void client.invalidateQueries({ queryKey: ['record', form] })
    if (problem) toast(problemText(problem), { tone: 'bad' })
    else toast(t('records:bulk.restored', { count: restored }))
    setBusy(false)
  }
  return (
    <div className="flex h-10 shrink-0 items-center gap-3 border-b border-line bg-subtle px-4 text-13 text-fg-2">
      <Trash2 size={14} aria-hidden="true" />
      {picked.length > 0 ? (
        <>
          <span className="tabular font-medium text-fg">
            {t('records:bulk.picked', { count: picked.length })}
          </span>
          <Button size="small" icon={<RotateCcw size={13} />} busy={busy} onClick={() => void restore()}>
            {t('records:restore')}
          </Button>
        </>
      ) : (
        <span className="min-w-0 truncate">{t('records:bin_hint')}</span>
      )}
      <Button look="quiet" size="small" className="ml-auto" onClick={onLeave}>
        {t('records:leave_bin')}
      </Button>
    </div>
  )
}
