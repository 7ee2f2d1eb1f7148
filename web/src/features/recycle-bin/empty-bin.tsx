import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keys } from '@/api/queries'
import { type Emptied, emptyBin } from '@/api/recycle-bin'
import { useComposition } from '@/lib/composition'
import { plainNumber } from '@/lib/format'
import { problemText } from '@/lib/problem-text'
import { Button } from '@/ui/button'
import { Labelled, TextInput } from '@/ui/controls'
import { Dialog } from '@/ui/dialog'
import { toast } from '@/ui/toast'

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
  const composition = useComposition()
  const [typed, setTyped] = useState('')
  const [done, setDone] = useState(0)
  const empty = useMutation({
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
  const same = typed.trim() === name.trim()
  return (
    <Dialog
      open
      onClose={empty.isPending ? () => undefined : onClose}
      width={440}
      title={t('settings:bin.empty_now_title', { name, count })}
      footer={
        <>
          <Button disabled={empty.isPending} onClick={onClose}>
            {t('app:cancel')}
          </Button>
          <Button look="danger" disabled={!same} busy={empty.isPending} onClick={() => empty.mutate()}>
            {empty.isPending ? `${plainNumber(done)} / ${plainNumber(count)}` : t('settings:bin.empty_now')}
          </Button>
        </>
      }
    >
      <p className="mb-4 text-14 text-fg-2">{t('settings:bin.erase_hint')}</p>
      <Labelled
        label={t('settings:bin.empty_type', { name })}
        error={empty.error ? problemText(empty.error) : undefined}
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
              // A second run would take what came into the bin since, too.
              if (event.key === 'Enter' && !composition.isComposing(event) && same && !empty.isPending)
                empty.mutate()
            }}
          />
        )}
      </Labelled>
    </Dialog>
  )
}
