import { useQueryClient } from '@tanstack/react-query'
import { Trash2, UserRoundPlus, X } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type BatchCommand, runBatch } from '@/api/records'
import type { Form } from '@/api/types'
import { fieldByCode } from '@/features/fields/system-fields'
import { plainNumber } from '@/lib/format'
import { problemText } from '@/lib/problem-text'
import { Button, IconButton } from '@/ui/button'
import { Popover } from '@/ui/popover'
import { toast } from '@/ui/toast'
import { useRefreshList, useUndoBatch } from '../edit/use-trash'
import type { Selection } from '../grid/selection'

const PersonEditor = lazy(() =>
  import('@/features/fields/person/editor').then(module => ({ default: module.PersonEditor })),
)

/** Takes the toolbar's place while records are picked. */
export function BulkBar({
  form,
  selection,
  total,
}: {
  form: Form
  selection: Selection
  total: number | undefined
}) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const refresh = useRefreshList(form.code)
  const undo = useUndoBatch(form.code)
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [busy, setBusy] = useState(false)
  const rows = [...selection.picked.values()]
  const run = async (commands: BatchCommand[], done: string) => {
    setBusy(true)
    try {
      const { batch } = await runBatch(form.code, commands)
      selection.clear()
      refresh()
      void client.invalidateQueries({ queryKey: ['record', form.code] })
      toast(done, { action: { label: t('app:undo'), run: () => undo(batch) } })
    } catch (error) {
      toast(problemText(error), { tone: 'bad' })
    }
    setBusy(false)
  }
  const owner = fieldByCode(form, 'owner')
  const assign = (person: string, name: string) =>
    void run(
      rows.map(row => ({ update: { id: row.id, rev: row.rev, values: { owner: person } } })),
      t('records:bulk.assigned', { count: rows.length, name }),
    )
  return (
    <div
      role="toolbar"
      aria-label={t('records:bulk.label')}
      className="fade-in flex h-11 shrink-0 items-center gap-2 border-b border-line bg-accent-soft px-3"
    >
      <IconButton label={t('records:bulk.clear')} onClick={selection.clear}>
        <X size={15} />
      </IconButton>
      <span className="tabular text-13 font-medium">{t('records:bulk.picked', { count: rows.length })}</span>
      {total !== undefined && rows.length >= 1000 && total > rows.length && (
        <span className="text-12 text-fg-3">
          {t('records:bulk.first_only', { total: plainNumber(total) })}
        </span>
      )}
      <span className="ml-2 flex items-center gap-1">
        <Button
          size="small"
          icon={<UserRoundPlus size={14} />}
          disabled={busy}
          onClick={event => setAnchor(anchor ? null : event.currentTarget)}
        >
          {t('records:bulk.assign')}
        </Button>
        <Button
          size="small"
          look="danger"
          icon={<Trash2 size={14} />}
          busy={busy}
          onClick={() =>
            void run(
              rows.map(row => ({ delete: { id: row.id, rev: row.rev } })),
              t('records:bulk.deleted', { count: rows.length }),
            )
          }
        >
          {t('records:delete')}
        </Button>
      </span>
      {owner && (
        <Popover
          open={anchor !== null}
          anchor={anchor}
          onClose={() => setAnchor(null)}
          label={t('records:bulk.assign')}
          width={280}
        >
          <div className="p-3">
            <Suspense fallback={<div className="h-8" />}>
              <PersonEditor
                field={owner}
                form={form.code}
                mode="form"
                autoFocus
                label={t('records:bulk.assign')}
                value={null}
                onChange={() => undefined}
                onCommit={(value, display) => {
                  setAnchor(null)
                  if (typeof value === 'string') assign(value, display ?? '')
                }}
              />
            </Suspense>
          </div>
        </Popover>
      )}
    </div>
  )
}
