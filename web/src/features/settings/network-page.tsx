import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { keys } from '@/api/queries'
import { getLan, setLan } from '@/api/session'
import { problemText } from '@/lib/problem-text'
import { useWrite } from '@/lib/use-write'
import { Toggle } from '@/ui/controls'
import { LanAddresses } from '@/ui/lan-addresses'
import { SettingsPage, SettingsRow } from '@/ui/settings-page'
import { Bones, ErrorState } from '@/ui/states'
import { toast } from '@/ui/toast'
import { AddressRow } from './address-row'

export function NetworkPage() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const lan = useQuery({ queryKey: keys.lan, queryFn: getLan })
  const change = useWrite({
    mutationFn: (enabled: boolean) => setLan({ enabled }),
    onSuccess: answer => client.setQueryData(keys.lan, answer),
    onError: error => toast(problemText(error), { tone: 'bad' }),
  })
  if (lan.error) return <ErrorState error={lan.error} onRetry={() => void lan.refetch()} />
  return (
    <SettingsPage title={t('settings:network.title')} hint={t('settings:network.hint')}>
      {!lan.data ? (
        <Bones rows={4} />
      ) : (
        <div>
          <SettingsRow beside title={t('settings:network.lan')} hint={t('settings:network.lan_hint')}>
            <Toggle
              label={t('settings:network.lan')}
              checked={lan.data.enabled}
              disabled={change.isPending}
              onChange={next => change.mutate(next)}
            />
          </SettingsRow>
          <AddressRow key={lan.data.address} lan={lan.data} />
          <div className="py-5">
            <LanAddresses lan={lan.data} />
          </div>
        </div>
      )}
    </SettingsPage>
  )
}
