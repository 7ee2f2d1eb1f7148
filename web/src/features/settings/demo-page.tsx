import { useQuery, useQueryClient } from '@tanstack/react-query'
import { FlaskConical } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getDemo, removeDemo } from '@/api/demo'
import { keys } from '@/api/queries'
import { dateText, plainNumber } from '@/lib/format'
import { problemText } from '@/lib/problem-text'
import { useWrite } from '@/lib/use-write'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { DialogButtons } from '@/ui/dialog-buttons'
import { SettingsPage, SettingsRow } from '@/ui/settings-page'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import { toast } from '@/ui/toast'

/** How often it is asked how far the taking away is. */
const ASK_MS = 700

/** 示例数据: what set-up invented, and taking it away. */
export function DemoPage() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const remove = useWrite({
    mutationFn: removeDemo,
    onMutate: () => setAsking(false),
    onSuccess: ({ gone }) => toast(t('settings:demo.gone', { count: gone })),
    onError: error => toast(problemText(error), { tone: 'bad' }),
    // Records, people, counts: nothing on any page is as it was.
    onSettled: () => client.invalidateQueries(),
  })
  const demo = useQuery({
    queryKey: keys.demo,
    queryFn: getDemo,
    refetchInterval: query => (remove.isPending || query.state.data?.removing != null ? ASK_MS : false),
  })
  if (demo.error && !demo.data) return <ErrorState error={demo.error} onRetry={() => void demo.refetch()} />
  const leaving = remove.isPending || demo.data?.removing != null
  const gone = demo.data?.removing ?? 0
  return (
    <SettingsPage title={t('settings:demo.title')} hint={t('settings:demo.hint')}>
      {!demo.data ? (
        <Bones rows={3} height={56} />
      ) : demo.data.present ? (
        <div>
          <SettingsRow
            title={t('settings:demo.holds')}
            hint={
              demo.data.made_at ? t('settings:demo.made', { day: dateText(demo.data.made_at) }) : undefined
            }
          >
            <span className="tabular text-13 text-fg-2">
              {t('settings:demo.counts', {
                records: plainNumber(demo.data.records),
                people: demo.data.people,
                departments: demo.data.departments,
              })}
            </span>
          </SettingsRow>
          <SettingsRow title={t('settings:demo.remove')} hint={t('settings:demo.remove_hint')}>
            <Button look="danger" busy={leaving} onClick={() => setAsking(true)}>
              {leaving
                ? t('settings:demo.leaving', {
                    gone: plainNumber(gone),
                    all: plainNumber(Math.max(gone, demo.data.records)),
                  })
                : t('settings:demo.remove')}
            </Button>
          </SettingsRow>
        </div>
      ) : (
        <EmptyState icon={FlaskConical} title={t('settings:demo.none')} hint={t('settings:demo.none_hint')} />
      )}
      {asking && (
        <Dialog
          open
          onClose={() => setAsking(false)}
          width={440}
          title={t('settings:demo.remove_title')}
          footer={
            <DialogButtons
              label={t('settings:demo.remove')}
              look="danger"
              onCancel={() => setAsking(false)}
              onRun={() => remove.mutate()}
            />
          }
        >
          <p className="text-14 text-fg-2">{t('settings:demo.remove_hint')}</p>
        </Dialog>
      )}
    </SettingsPage>
  )
}
