import { RotateCcw, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Form } from '@/api/types'
import { plainNumber } from '@/lib/format'
import { Button } from '@/ui/button'
import { useBulk } from '../bulk/use-bulk'
import type { Selection } from '../grid/selection'
import type { RowQuery } from '../grid/use-pages'

interface BinBarProps {
  form: Form
  query: RowQuery
  selection: Selection
  onLeave: () => void
}

/** Above the bin: what it is, the way back, and what was picked brought back in one go. */
export function BinBar({ form, query, selection, onLeave }: BinBarProps) {
  const { t } = useTranslation()
  const bulk = useBulk(form, query, selection)
  const count = selection.size
  const restore = async () => {
    const rows = await bulk.gather([])
    if (!rows) return
    await bulk.run(
      rows.map(row => ({ restore: { id: row.id } })),
      {
        doing: t('records:bulk.restoring'),
        done: n => t('records:bulk.restored', { count: n, shown: plainNumber(n) }),
      },
    )
  }
  return (
    <div className="flex h-10 shrink-0 items-center gap-3 border-b border-line bg-subtle px-4 text-13 text-fg-2">
      <Trash2 size={14} aria-hidden="true" />
      {count > 0 ? (
        <>
          <span className="tabular font-medium text-fg">
            {t('records:bulk.picked', { count, shown: plainNumber(count) })}
          </span>
          <Button size="small" icon={<RotateCcw size={13} />} busy={bulk.busy} onClick={() => void restore()}>
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
