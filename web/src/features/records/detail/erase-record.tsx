import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { keys } from '@/api/queries'
import { trashRecord } from '@/api/records'
import { eraseRecord } from '@/api/recycle-bin'
import type { Form, RecordFull } from '@/api/types'
import { useWrite } from '@/lib/use-write'
import { toast } from '@/ui/toast'
import { TypedConfirm } from '@/ui/typed-confirm'
import { useRefreshList } from '../edit/use-trash'
import { isTrashed, titleOf } from './record-view'

interface EraseRecordProps {
  form: Form
  record: RecordFull
  onClose: () => void
  onGone: () => void
}

/** Away with a record for good, after its name was typed: there is no way back. */
export function EraseRecord({ form, record, onClose, onGone }: EraseRecordProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const refresh = useRefreshList(form.code)
  const title = titleOf(form, record) || t('records:untitled')
  const erase = useWrite({
    mutationFn: async () => {
      // Only what lies in the bin can be erased; broken off in between, it lies there.
      if (!isTrashed(record)) await trashRecord(form.code, record.id, record.rev)
      await eraseRecord(form.code, record.id)
    },
    onSuccess: () => {
      toast(t('settings:bin.erased', { count: 1 }))
      onClose()
      onGone()
    },
    onSettled: () => {
      refresh()
      void client.invalidateQueries({ queryKey: keys.bins })
    },
  })
  return (
    <TypedConfirm
      title={t('records:erase.title', { title })}
      hint={t('settings:bin.erase_hint')}
      label={t('records:erase.type', { title })}
      name={title}
      action={t('settings:bin.erase')}
      busy={erase.isPending}
      error={erase.error}
      onRun={() => erase.mutate()}
      onClose={onClose}
    />
  )
}
