import '@/i18n/integrations'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { RotateCw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { listDeliveries, replayDelivery } from '@/api/workspace'
import { relativeTime } from '@/lib/format'
import { problemText } from '@/lib/problem-text'
import { useWrite } from '@/lib/use-write'
import { IconButton } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { Bones, PanelError } from '@/ui/states'
import { toast } from '@/ui/toast'
import { answerWords } from './answer-words'

const DELIVERED = new Set(['delivered', 'done', 'sent'])

/** What was sent, and how the other side answered; any of it can be sent again. */
export function Deliveries({ webhook }: { webhook: string }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const key = ['webhooks', webhook, 'deliveries']
  const { data, error, refetch } = useQuery({ queryKey: key, queryFn: () => listDeliveries(webhook) })
  const replay = useWrite({
    mutationFn: (n: number) => replayDelivery(webhook, n),
    onSuccess: () => {
      toast(t('integrations:webhooks.replayed'))
      void client.invalidateQueries({ queryKey: key })
    },
    onError: error => toast(problemText(error), { tone: 'bad' }),
  })
  if (error && !data) return <PanelError error={error} onRetry={() => void refetch()} />
  if (!data) return <Bones rows={2} height={28} />
  if (data.length === 0)
    return <p className="py-3 text-12 text-fg-3">{t('integrations:webhooks.no_deliveries')}</p>
  return (
    <ul className="mt-2 rounded-8 bg-subtle px-3 py-1">
      {data.slice(0, 20).map(delivery => {
        const state = DELIVERED.has(delivery.state)
          ? 'delivered'
          : delivery.state === 'dead'
            ? 'dead'
            : delivery.attempts > 0
              ? 'failed'
              : 'waiting'
        return (
          <li key={delivery.n} className="flex h-8 items-center gap-3 text-12">
            <span
              className={cx(
                'w-24 shrink-0 font-medium',
                state === 'delivered' ? 'text-ok' : state === 'waiting' ? 'text-fg-3' : 'text-bad',
              )}
            >
              {t(`integrations:webhooks.state.${state}`)}
            </span>
            <span className="min-w-0 flex-1 truncate text-fg-2" title={answerWords(delivery)}>
              {delivery.event ? t(`integrations:event.${delivery.event.replace('record.', '')}`) : ''}
              <span className="ml-2 text-fg-3">{answerWords(delivery)}</span>
            </span>
            {delivery.form && delivery.record && (
              <Link
                to="/f/$form/$id"
                params={{ form: delivery.form, id: delivery.record }}
                className="shrink-0 text-accent hover:underline"
              >
                {t('integrations:webhooks.record')}
              </Link>
            )}
            <time className="tabular text-fg-3" dateTime={delivery.at}>
              {relativeTime(delivery.at)}
            </time>
            <IconButton
              size="small"
              label={t('integrations:webhooks.replay')}
              disabled={replay.isPending}
              onClick={() => replay.mutate(delivery.n)}
            >
              <RotateCw size={13} />
            </IconButton>
          </li>
        )
      })}
    </ul>
  )
}
