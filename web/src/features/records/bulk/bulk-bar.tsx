import { Download, PencilLine, Trash2, Undo2, UserRoundPlus, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Form } from '@/api/types'
import { useAtHand } from '@/lib/at-hand'
import { plainNumber } from '@/lib/format'
import { words } from '@/lib/label'
import { later } from '@/lib/later'
import { Arriving } from '@/ui/arriving'
import { Button, IconButton } from '@/ui/button'
import type { Selection } from '../grid/selection'
import type { RowQuery } from '../grid/use-pages'
import { ExportDialog } from '../list-parts'
import { useBulk } from './use-bulk'

const BulkEditDialog = later(() => import('./bulk-edit-dialog').then(m => m.BulkEditDialog))
const AssignDialog = later(() => import('./assign-dialog').then(m => m.AssignDialog))
const DeleteDialog = later(() => import('./delete-dialog').then(m => m.DeleteDialog))

/** So few are thrown away without asking: the way back is on the toast. */
const ASK_FROM = 50

interface BulkBarProps {
  form: Form
  query: RowQuery
  selection: Selection
  total: number | undefined
  columns: readonly string[]
}

/** Takes the toolbar's place while records are picked. */
export function BulkBar({ form, query, selection, total, columns }: BulkBarProps) {
  const { t } = useTranslation()
  const bulk = useBulk(form, query, selection)
  const [dialog, setDialog] = useState<'edit' | 'assign' | 'return' | 'delete' | 'export'>()
  const close = () => setDialog(undefined)
  useAtHand(true, () => [BulkEditDialog, AssignDialog, DeleteDialog])
  const count = selection.size
  const remove = async () => {
    close()
    const rows = await bulk.gather([])
    if (!rows) return
    await bulk.run(
      rows.map(row => ({ delete: { id: row.id, rev: row.rev } })),
      {
        doing: t('records:bulk.deleting'),
        done: n => t('records:bulk.deleted', { count: n, shown: plainNumber(n) }),
      },
    )
  }
  return (
    <div
      role="toolbar"
      aria-label={t('records:bulk.label')}
      className="no-scrollbar fade-in flex h-11 shrink-0 short:h-9 items-center gap-2 overflow-x-auto border-b border-line bg-accent-soft px-3"
    >
      <IconButton label={t('records:bulk.clear')} onClick={selection.clear}>
        <X size={15} />
      </IconButton>
      <span className="tabular shrink-0 whitespace-nowrap text-13 font-medium">
        {t('records:bulk.picked', { count, shown: plainNumber(count) })}
      </span>
      {!selection.except && total !== undefined && total > count && (
        <Button look="link" size="small" className="mx-1 text-13" onClick={selection.every}>
          {t('records:bulk.every', { count: total, shown: plainNumber(total) })}
        </Button>
      )}
      <span className="ml-1 flex shrink-0 items-center gap-1">
        <Button
          size="small"
          icon={<PencilLine size={14} />}
          disabled={bulk.busy || count === 0}
          onClick={() => setDialog('edit')}
        >
          {t('records:bulk.edit')}
        </Button>
        <Button
          size="small"
          icon={<UserRoundPlus size={14} />}
          disabled={bulk.busy || count === 0}
          onClick={() => setDialog('assign')}
        >
          {t('records:bulk.assign')}
        </Button>
        {form.pool && form.can.edit && (
          <Button
            size="small"
            icon={<Undo2 size={14} />}
            disabled={bulk.busy || count === 0}
            onClick={() => setDialog('return')}
          >
            {t('records:pool.return', { pool: words(form.pool.name) })}
          </Button>
        )}
        {form.can.export && (
          <Button
            size="small"
            icon={<Download size={14} />}
            disabled={count === 0}
            onClick={() => setDialog('export')}
          >
            {t('records:export.short')}
          </Button>
        )}
        <Button
          size="small"
          look="danger"
          icon={<Trash2 size={14} />}
          disabled={bulk.busy || count === 0}
          onClick={() => (count < ASK_FROM ? void remove() : setDialog('delete'))}
        >
          {t('records:delete')}
        </Button>
      </span>
      <Arriving>
        {dialog === 'edit' && (
          <BulkEditDialog form={form} selection={selection} bulk={bulk} onClose={close} />
        )}
        {dialog === 'assign' && (
          <AssignDialog form={form} selection={selection} bulk={bulk} onClose={close} />
        )}
        {dialog === 'return' && (
          <AssignDialog form={form} selection={selection} bulk={bulk} only="return" onClose={close} />
        )}
        {dialog === 'delete' && <DeleteDialog count={count} onClose={close} onDelete={() => void remove()} />}
        {dialog === 'export' && (
          <ExportDialog query={query} columns={columns} total={total} selection={selection} onClose={close} />
        )}
      </Arriving>
    </div>
  )
}
