import '@/i18n/integrations'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formsQuery, keys } from '@/api/queries'
import type { Webhook } from '@/api/types'
import { addWebhook, updateWebhook } from '@/api/workspace'
import { words } from '@/lib/label'
import { problemsByField } from '@/lib/problem-text'
import { useWrite } from '@/lib/use-write'
import { Select } from '@/ui/antd/select'
import { CheckBox, Labelled, TextInput } from '@/ui/controls'
import { Dialog } from '@/ui/dialog'
import { DialogButtons } from '@/ui/dialog-buttons'
import { EnterForm } from '@/ui/enter-form'
import { addressProblem } from './address-problem'

const EVENTS = ['record.created', 'record.updated', 'record.trashed'] as const

export function WebhookDialog({
  webhook,
  onClose,
  onMade,
}: {
  webhook: Webhook | undefined
  onClose: () => void
  onMade: (webhook: Webhook) => void
}) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { data: forms } = useQuery(formsQuery)
  const [url, setUrl] = useState(webhook?.url ?? '')
  // Not while the address is still being typed.
  const [left, setLeft] = useState(Boolean(webhook))
  const [form, setForm] = useState<string | null>(webhook?.form ?? null)
  const [events, setEvents] = useState<string[]>(webhook?.events ?? [...EVENTS])
  const store = useWrite({
    mutationFn: () => {
      const body = { url: url.trim(), form, events }
      return webhook ? updateWebhook(webhook.id, body) : addWebhook({ ...body, enabled: true })
    },
    onSuccess: answer => {
      void client.invalidateQueries({ queryKey: keys.webhooks })
      onClose()
      if (!webhook) onMade(answer)
    },
  })
  const errors = problemsByField(store.error)
  const wrong = left ? addressProblem(url) : undefined
  const ready = url.trim() !== '' && addressProblem(url) === undefined && events.length > 0
  return (
    <Dialog
      open
      onClose={onClose}
      title={webhook ? t('integrations:webhooks.edit') : t('integrations:webhooks.add')}
      footer={
        <DialogButtons
          label={t('app:save')}
          busy={store.isPending}
          disabled={!ready}
          error={errors.size === 0 ? store.error : undefined}
          onCancel={onClose}
          onRun={() => store.mutate()}
        />
      }
    >
      <EnterForm onEnter={() => ready && store.mutate()}>
        <Labelled
          label={t('integrations:webhooks.url')}
          required
          error={errors.get('url') ?? (wrong && t(`integrations:webhooks.${wrong}`))}
          help={t('integrations:webhooks.url_help')}
        >
          {ids => (
            <TextInput
              {...ids}
              data-autofocus=""
              inputMode="url"
              placeholder="https://"
              value={url}
              onBlur={() => setLeft(true)}
              onChange={event => setUrl(event.target.value)}
            />
          )}
        </Labelled>
        <Labelled label={t('integrations:webhooks.form')}>
          {({ id }) => (
            <Select
              id={id}
              className="w-full"
              allowClear
              aria-label={t('integrations:webhooks.form')}
              placeholder={t('integrations:webhooks.all_forms')}
              value={form}
              options={(forms ?? []).map(candidate => ({
                value: candidate.code,
                label: words(candidate.name),
              }))}
              onChange={next => setForm(next ?? null)}
            />
          )}
        </Labelled>
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-1 text-13 text-fg-2">{t('integrations:webhooks.events')}</legend>
          {EVENTS.map(event => {
            const label = t(`integrations:event.${event.replace('record.', '')}`)
            return (
              // biome-ignore lint/a11y/noLabelWithoutControl: the check box is inside.
              <label key={event} className="flex items-center gap-2 text-13">
                <CheckBox
                  label={label}
                  checked={events.includes(event)}
                  onChange={on =>
                    setEvents(on ? [...events, event] : events.filter(other => other !== event))
                  }
                />
                {label}
              </label>
            )
          })}
        </fieldset>
      </EnterForm>
    </Dialog>
  )
}
