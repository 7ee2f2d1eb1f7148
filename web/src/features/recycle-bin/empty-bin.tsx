import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keys } from '@/api/queries'
import { type Emptied, emptyBin } from '@/api/recycle-bin'
import { plainNumber } from '@/lib/format'
import { useWrite } from '@/lib/use-write'
import { toast } from '@/ui/toast'
import { TypedConfirm } from '@/ui/typed-confirm'

interface EmptyBinProps {
  form: string
  /** What the form's records are called: to be typed. */
  name: string
  count: number
  onClose: () => void
}

/** Away with all that lies in a form's bin, after its name was typed: there is no way back. */
export function EmptyBin({ form, name, count, onClose }: EmptyBinProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [done, setDone] = useState(0)
  const empty = useWrite({
    mutationFn: async () => {
      let gone = 0
      let last: Emptied | undefined
      do {
        last = await emptyBin(form, last?.before)
        gone += last.erased
        setDone(gone)
      } while (last.more)
      return gone
    },
    onSuccess: gone => {
      toast(t('settings:bin.erased', { count: gone }))
      onClose()
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: keys.bins })
      void client.invalidateQueries({ queryKey: keys.pages(form) })
      void client.invalidateQueries({ queryKey: keys.counts(form) })
      void client.invalidateQueries({ queryKey: ['record', form] })
    },
  })
  return (
    <TypedConfirm
      title={t('settings:bin.empty_now_title', { name, count })}
      hint={t('settings:bin.erase_hint')}
      label={t('settings:bin.empty_type', { name })}
      name={name}
      action={empty.isPending ? `${plainNumber(done)} / ${plainNumber(count)}` : t('settings:bin.empty_now')}
      busy={empty.isPending}
      error={empty.error}
      onRun={() => empty.mutate()}
      onClose={onClose}
    />
  )
}
