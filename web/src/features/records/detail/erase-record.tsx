import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keys } from '@/api/queries'
import { trashRecord } from '@/api/records'
import { eraseRecord } from '@/api/recycle-bin'
import type { Form, RecordFull } from '@/api/types'
import { useComposition } from '@/lib/composition'
import { problemText } from '@/lib/problem-text'
import { Button } from '@/ui/button'
import { Labelled, TextInput } from '@/ui/controls'
import { Dialog } from '@/ui/dialog'
import { toast } from '@/ui/toast'
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
  const composition = useComposition()
  const [typed, setTyped] = useState('')
  const title = titleOf(form, record) || t('records:untitled')
  const erase = useMutation({
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
  const same = typed.trim() === title.trim()
  return (
    <Dialog
      open
      onClose={erase.isPending ? () => undefined : onClose}
      width={440}
      title={t('records:erase.title', { title })}
      footer={
        <>
          <Button disabled={erase.isPending} onClick={onClose}>
            {t('app:cancel')}
          </Button>
          <Button look="danger" disabled={!same} busy={erase.isPending} onClick={() => erase.mutate()}>
            {t('settings:bin.erase')}
          </Button>
        </>
      }
    >
      <p className="mb-4 text-14 text-fg-2">{t('settings:bin.erase_hint')}</p>
      <Labelled
        label={t('records:erase.type', { title })}
        error={erase.error ? problemText(erase.error) : undefined}
      >
        {ids => (
          <TextInput
            {...ids}
            data-autofocus=""
            autoComplete="off"
            value={typed}
            onChange={event => setTyped(event.target.value)}
            {...composition.handlers}
            onKeyDown={event => {
              if (event.key === 'Enter' && !composition.isComposing(event) && same) erase.mutate()
            }}
          />
        )}
      </Labelled>
    </Dialog>
  )
}
