import '@/i18n/integrations'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { KeyRound, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keys } from '@/api/queries'
import type { ApiKey } from '@/api/types'
import { addApiKey, listApiKeys, removeApiKey } from '@/api/workspace'
import { useComposition } from '@/lib/composition'
import { relativeTime } from '@/lib/format'
import { problemText } from '@/lib/problem-text'
import { useWrite } from '@/lib/use-write'
import { Button, IconButton } from '@/ui/button'
import { TextInput } from '@/ui/controls'
import { Dialog } from '@/ui/dialog'
import { SettingsPage } from '@/ui/settings-page'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import { toast } from '@/ui/toast'
import { SecretDialog } from './secret-dialog'

export function KeysPage() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [made, setMade] = useState<ApiKey>()
  const [removing, setRemoving] = useState<ApiKey>()
  const composition = useComposition()
  const list = useQuery({ queryKey: keys.apiKeys, queryFn: listApiKeys })
  const refresh = () => client.invalidateQueries({ queryKey: keys.apiKeys })
  const fail = (error: unknown) => toast(problemText(error), { tone: 'bad' })
  const add = useWrite({
    mutationFn: () => addApiKey(name.trim()),
    onSuccess: key => {
      setName('')
      setMade(key)
      void refresh()
    },
    onError: fail,
  })
  const remove = useWrite({
    mutationFn: removeApiKey,
    onSuccess: refresh,
    onError: fail,
    onSettled: () => setRemoving(undefined),
  })
  return (
    <SettingsPage title={t('integrations:keys.title')} hint={t('integrations:keys.hint')}>
      <div className="flex gap-2">
        <TextInput
          aria-label={t('integrations:keys.name')}
          placeholder={t('integrations:keys.name')}
          value={name}
          onChange={event => setName(event.target.value)}
          {...composition.handlers}
          onKeyDown={event => {
            if (event.key === 'Enter' && !composition.isComposing(event) && name.trim()) add.mutate()
          }}
        />
        <Button look="primary" disabled={!name.trim()} busy={add.isPending} onClick={() => add.mutate()}>
          {t('integrations:keys.add')}
        </Button>
      </div>
      {list.error ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : !list.data ? (
        <Bones rows={3} />
      ) : null}
      {list.data?.length === 0 && (
        <EmptyState
          icon={KeyRound}
          title={t('integrations:keys.empty')}
          hint={t('integrations:keys.empty_hint')}
        />
      )}
      {list.data && list.data.length > 0 && (
        <ul className="divide-y divide-line border-y border-line">
          {list.data.map(key => (
            <li key={key.id} className="flex h-13 min-h-13 items-center gap-3">
              <KeyRound size={16} className="text-fg-3" aria-hidden="true" />
              <span className="min-w-0 flex-1 truncate text-13 font-medium">{key.name}</span>
              <span className="text-12 text-fg-3">
                {[
                  key.hint && t('integrations:keys.ends', { hint: key.hint }),
                  key.created_at && t('integrations:keys.since', { when: relativeTime(key.created_at) }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              <IconButton
                label={t('integrations:keys.remove', { name: key.name })}
                onClick={() => setRemoving(key)}
              >
                <Trash2 size={14} />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      {made?.key && (
        <SecretDialog
          title={t('integrations:keys.made', { name: made.name })}
          hint={t('integrations:secret_once')}
          secret={made.key}
          onClose={() => setMade(undefined)}
        />
      )}
      <Dialog
        open={removing !== undefined}
        onClose={() => setRemoving(undefined)}
        width={420}
        title={t('integrations:keys.remove', { name: removing?.name ?? '' })}
        footer={
          <>
            <Button onClick={() => setRemoving(undefined)}>{t('app:cancel')}</Button>
            <Button
              look="danger"
              busy={remove.isPending}
              onClick={() => removing && remove.mutate(removing.id)}
            >
              {t('integrations:keys.remove_now')}
            </Button>
          </>
        }
      >
        <p className="text-13 text-fg-2">{t('integrations:keys.remove_hint')}</p>
      </Dialog>
    </SettingsPage>
  )
}
