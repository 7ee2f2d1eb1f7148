import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { listDeliveries, replayDelivery } from '@/api/workspace'
import { relativeTime } from '@/lib/format'
import { problemText } from '@/lib/problem-text'
import { IconButton } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { Bones } from '@/ui/states'
import { toast } from '@/ui/toast'

/** What was sent, and how the other side answered; any of it can be sent again. */
export function Deliveries({ webhook }: { webhook: string }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const key = ['webhooks', webhook, 'deliveries']
  const { data } = useQuery({ queryKey: key, queryFn: () => listDeliveries(webhook) })
  const replay = useMutation({
    mutationFn: (n: number) => replayDelivery(webhook, n),
    onSuccess: () => {
      toast(t('integrations:webhooks.replayed'))
      void client.invalidateQueries({ queryKey: key })
    },
    onError: error => toast(problemText(error), { tone: 'bad' }),
  })
  if (!data) return <Bones rows={2} height={28} />
  if (data.length === 0)
    return <p className="py-3 text-12 text-fg-3">{t('integrations:webhooks.no_deliveries')}</p>
  return (
    <ul className="mt-2 rounded-8 bg-subtle px-3 py-1">
      {data.slice(0, 20).map(delivery => {
        const good = typeof delivery.status === 'number' && delivery.status >= 200 && delivery.status < 300
        return (
          <li key={delivery.n} className="flex h-8 items-center gap-3 text-12">
            <span className={cx('tabular w-10 font-medium', good ? 'text-ok' : 'text-bad')}>
              {delivery.status ?? '–'}
            </span>
            <span className="min-w-0 flex-1 truncate text-fg-2">
              {delivery.event ? t(`integrations:event.${delivery.event.replace('record.', '')}`) : ''}
            </span>
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
