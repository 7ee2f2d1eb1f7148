import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keys } from '@/api/queries'
import { keepBinned } from '@/api/recycle-bin'
import { problemText } from '@/lib/problem-text'
import { useWrite } from '@/lib/use-write'
import { Button } from '@/ui/button'
import { Segmented } from '@/ui/controls'
import { Dialog } from '@/ui/dialog'
import { SettingsRow } from '@/ui/settings-page'
import { toast } from '@/ui/toast'

const CHOICES = ['30', '90', '365', 'ever'] as const
type Choice = (typeof CHOICES)[number]

/** How long records stay before they are erased. Shortening it asks first: what goes then does not come back. */
export function KeepDays({ days }: { days: number | null }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [asking, setAsking] = useState<Choice>()
  const keep = useWrite({
    mutationFn: (choice: Choice) => keepBinned(choice === 'ever' ? null : Number(choice)),
    onSuccess: bins => {
      client.setQueryData(keys.bins, bins)
      toast(t('app:saved'))
    },
    onError: error => toast(problemText(error), { tone: 'bad' }),
    onSettled: () => setAsking(undefined),
  })
  const now = String(days ?? 'ever')
  // Another number can be set through the API.
  const all = CHOICES.includes(now as Choice) ? CHOICES : [now as Choice, ...CHOICES]
  const words = (choice: string) =>
    choice === 'ever' ? t('settings:bin.ever') : t('settings:bin.days', { count: Number(choice) })
  const choose = (choice: Choice) => {
    if (choice === now) return
    const shorter = choice !== 'ever' && (days === null || Number(choice) < days)
    if (shorter) setAsking(choice)
    else keep.mutate(choice)
  }
  return (
    <div>
      <SettingsRow title={t('settings:bin.keep')} hint={t('settings:bin.keep_hint')}>
        <Segmented
          label={t('settings:bin.keep')}
          value={now as Choice}
          options={all.map(value => ({ value, label: words(value) }))}
          onChange={choose}
        />
      </SettingsRow>
      <Dialog
        open={asking !== undefined}
        onClose={() => setAsking(undefined)}
        width={420}
        title={t('settings:bin.shorten')}
        footer={
          <>
            <Button onClick={() => setAsking(undefined)}>{t('app:cancel')}</Button>
            <Button look="danger" busy={keep.isPending} onClick={() => asking && keep.mutate(asking)}>
              {t('settings:bin.shorten_do')}
            </Button>
          </>
        }
      >
        <p className="text-14 text-fg-2">{t('settings:bin.shorten_hint', { days: words(asking ?? '') })}</p>
      </Dialog>
    </div>
  )
}
