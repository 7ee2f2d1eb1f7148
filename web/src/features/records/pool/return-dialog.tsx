import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { runBatch } from '@/api/records'
import type { Form, RecordFull } from '@/api/types'
import { words } from '@/lib/label'
import { problemText } from '@/lib/problem-text'
import { Labelled } from '@/ui/controls'
import { Dialog } from '@/ui/dialog'
import { DialogButtons } from '@/ui/dialog-buttons'
import { toast } from '@/ui/toast'
import { useRefreshList, useUndoBatch } from '../edit/use-trash'

interface ReturnDialogProps {
  form: Form
  record: RecordFull
  onClose: () => void
}

/** Gives one record back to the pool; why is a note for whoever thinks of claiming it. */
export function ReturnDialog({ form, record, onClose }: ReturnDialogProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const refresh = useRefreshList(form.code)
  const undo = useUndoBatch(form.code)
  const [reason, setReason] = useState('')
  const [busy, setBusy] = useState(false)
  const pool = words(form.pool?.name)
  const run = async () => {
    setBusy(true)
    try {
      const { batch } = await runBatch(form.code, [{ return: { id: record.id, reason: reason.trim() } }])
      onClose()
      toast(t('records:pool.returned', { pool }), {
        action: { label: t('app:undo'), run: () => undo(batch) },
      })
    } catch (error) {
      toast(problemText(error), { tone: 'bad' })
      setBusy(false)
    }
    refresh()
    void client.invalidateQueries({ queryKey: ['record', form.code] })
  }
  return (
    <Dialog
      open
      onClose={onClose}
      width={440}
      title={t('records:pool.return', { pool })}
      footer={
        <DialogButtons
          label={t('records:bulk.return')}
          busy={busy}
          disabled={!reason.trim()}
          onCancel={onClose}
          onRun={() => void run()}
        />
      }
    >
      <Labelled label={t('records:pool.reason')} help={t('records:pool.reason_hint')}>
        {({ invalid: _, ...ids }) => (
          <textarea
            {...ids}
            data-autofocus=""
            rows={3}
            maxLength={2000}
            className="field-control resize-y"
            value={reason}
            onChange={event => setReason(event.target.value)}
          />
        )}
      </Labelled>
    </Dialog>
  )
}
