import '@/i18n/integrations'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { MoreHorizontal, Plus, Webhook as WebhookIcon } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formsQuery, keys } from '@/api/queries'
import type { Webhook } from '@/api/types'
import { listWebhooks, removeWebhook, updateWebhook } from '@/api/workspace'
import { words } from '@/lib/label'
import { later } from '@/lib/later'
import { problemText } from '@/lib/problem-text'
import { useWrite } from '@/lib/use-write'
import { Arriving } from '@/ui/arriving'
import { Button, IconButton } from '@/ui/button'
import { Toggle } from '@/ui/controls'
import { MenuButton } from '@/ui/menu'
import { SettingsPage } from '@/ui/settings-page'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import { toast } from '@/ui/toast'
import { Deliveries } from './deliveries'
import { SecretDialog } from './secret-dialog'

const WebhookDialog = later(() => import('./webhook-dialog').then(m => m.WebhookDialog))

export function WebhooksPage() {
  const { t } = useTranslation()
  const [editing, setEditing] = useState<{ webhook?: Webhook } | null>(null)
  const [made, setMade] = useState<Webhook>()
  const list = useQuery({ queryKey: keys.webhooks, queryFn: listWebhooks })
  const add = (
    <Button look="primary" icon={<Plus size={14} />} onClick={() => setEditing({})}>
      {t('integrations:webhooks.add')}
    </Button>
  )
  return (
    <SettingsPage
      title={t('integrations:webhooks.title')}
      hint={t('integrations:webhooks.hint')}
      actions={list.data && list.data.length > 0 ? add : undefined}
    >
      {list.error ? (
        <ErrorState error={list.error} onRetry={() => void list.refetch()} />
      ) : !list.data ? (
        <Bones rows={3} />
      ) : null}
      {list.data?.length === 0 && (
        <EmptyState
          icon={WebhookIcon}
          title={t('integrations:webhooks.empty')}
          hint={t('integrations:webhooks.empty_hint')}
        >
          {add}
        </EmptyState>
      )}
      {list.data && list.data.length > 0 && (
        <ul className="divide-y divide-line border-y border-line">
          {list.data.map(webhook => (
            <Row key={webhook.id} webhook={webhook} onEdit={() => setEditing({ webhook })} />
          ))}
        </ul>
      )}
      <Arriving>
        {editing && (
          <WebhookDialog
            webhook={editing.webhook}
            onClose={() => setEditing(null)}
            onMade={webhook => setMade(webhook.secret ? webhook : undefined)}
          />
        )}
      </Arriving>
      {made?.secret && (
        <SecretDialog
          title={t('integrations:webhooks.secret')}
          hint={t('integrations:secret_once')}
          secret={made.secret}
          onClose={() => setMade(undefined)}
        />
      )}
    </SettingsPage>
  )
}

function Row({ webhook, onEdit }: { webhook: Webhook; onEdit: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { data: forms } = useQuery(formsQuery)
  const [open, setOpen] = useState(false)
  const refresh = () => client.invalidateQueries({ queryKey: keys.webhooks })
  const fail = (error: unknown) => toast(problemText(error), { tone: 'bad' })
  const toggle = useWrite({
    mutationFn: (enabled: boolean) => updateWebhook(webhook.id, { enabled }),
    onSuccess: refresh,
    onError: fail,
  })
  const remove = useWrite({
    mutationFn: () => removeWebhook(webhook.id),
    onSuccess: refresh,
    onError: fail,
  })
  const form = forms?.find(candidate => candidate.code === webhook.form)
  const events = webhook.events
    .map(event => t(`integrations:event.${event.replace('record.', '')}`))
    .join(t('filters:list_separator'))
  return (
    <li className="py-3">
      <div className="flex items-center gap-3">
        <span className="min-w-0 flex-1">
          <span className="block truncate text-13 font-medium">{webhook.url}</span>
          <span className="block truncate text-12 text-fg-3">
            {[form ? words(form.name) : t('integrations:webhooks.all_forms'), events].join(' · ')}
          </span>
        </span>
        <Button look="quiet" size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('integrations:webhooks.deliveries')}
        </Button>
        <Toggle
          label={t('integrations:webhooks.enabled')}
          checked={webhook.enabled}
          onChange={next => toggle.mutate(next)}
        />
        <MenuButton
          label={t('app:more')}
          items={[
            { key: 'edit', label: t('app:edit'), run: onEdit },
            {
              key: 'remove',
              label: t('records:delete'),
              danger: true,
              apart: true,
              run: () => remove.mutate(),
            },
          ]}
        >
          {trigger => (
            <IconButton {...trigger} label={t('app:more')}>
              <MoreHorizontal size={16} />
            </IconButton>
          )}
        </MenuButton>
      </div>
      {open && <Deliveries webhook={webhook.id} />}
    </li>
  )
}
