import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { preferencesQuery, usePrefer } from '@/api/preferences'
import { useMe } from '@/api/queries'
import { problemText } from '@/lib/problem-text'
import { Toggle } from '@/ui/controls'
import { SettingsPage, SettingsRow } from '@/ui/settings-page'
import { Bones, ErrorState } from '@/ui/states'
import { toast } from '@/ui/toast'
import { ADMINISTRATORS, KINDS } from './notice-text'

/** Which kinds of notices ring; all of them stand in the list. */
export function NoticeSettings() {
  const { t } = useTranslation()
  const me = useMe()
  const prefer = usePrefer()
  const kept = useQuery(preferencesQuery)
  if (kept.error) return <ErrorState error={kept.error} onRetry={() => void kept.refetch()} />
  const silent = kept.data?.silent ?? []
  const kinds = KINDS.filter(kind => me.permissions.administer || !ADMINISTRATORS.includes(kind))
  const ring = (kind: string, rings: boolean) => {
    const others = silent.filter(other => other !== kind)
    prefer({ silent: rings ? others : [...others, kind] }).catch(error =>
      toast(problemText(error), { tone: 'bad' }),
    )
  }
  return (
    <SettingsPage title={t('notices:settings.title')} hint={t('notices:settings.hint')}>
      {!kept.data ? (
        <Bones rows={6} height={56} />
      ) : (
        <div>
          {kinds.map(kind => (
            <SettingsRow key={kind} beside title={t(`notices:kind.${kind}`)}>
              <Toggle
                label={t(`notices:kind.${kind}`)}
                checked={!silent.includes(kind)}
                onChange={rings => ring(kind, rings)}
              />
            </SettingsRow>
          ))}
        </div>
      )}
    </SettingsPage>
  )
}
