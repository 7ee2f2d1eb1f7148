import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keys } from '@/api/queries'
import { setLan } from '@/api/session'
import type { Lan } from '@/api/types'
import { problemsByField, problemText } from '@/lib/problem-text'
import { useWrite } from '@/lib/use-write'
import { Button } from '@/ui/button'
import { Labelled, TextInput } from '@/ui/controls'
import { toast } from '@/ui/toast'

/** 访问地址: what links to this server begin with; left empty it is found by itself. */
export function AddressRow({ lan }: { lan: Lan }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [address, setAddress] = useState(lan.address)
  const save = useWrite({
    mutationFn: () => setLan({ address: address.trim() }),
    onSuccess: answer => {
      client.setQueryData(keys.lan, answer)
      toast(t('app:saved'))
    },
  })
  const errors = problemsByField(save.error)
  const wrong = save.error && errors.size === 0 ? problemText(save.error) : errors.get('address')
  return (
    <form
      className="flex items-start gap-3 border-b border-line py-4 max-md:flex-col"
      onSubmit={event => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <div className="min-w-0 flex-1 max-md:w-full">
        <Labelled
          label={t('settings:network.address')}
          help={t('settings:network.address_hint', { link: lan.link })}
          error={wrong}
        >
          {ids => (
            <TextInput
              {...ids}
              inputMode="url"
              autoComplete="off"
              spellCheck={false}
              placeholder={lan.link}
              value={address}
              onChange={event => setAddress(event.target.value)}
            />
          )}
        </Labelled>
      </div>
      <Button
        type="submit"
        className="md:mt-6"
        disabled={address.trim() === lan.address}
        busy={save.isPending}
      >
        {t('app:save')}
      </Button>
    </form>
  )
}
