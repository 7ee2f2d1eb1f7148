import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { keys } from '@/api/queries'
import { getLan } from '@/api/session'
import { Button } from '@/ui/button'
import { LanAddresses } from '@/ui/lan-addresses'
import { Bones, PanelError } from '@/ui/states'
import { AuthFrame } from './auth-frame'

/** After set-up: how the others in the office open it. */
export function LanReady({ onGo }: { onGo: () => void }) {
  const { t } = useTranslation()
  const { data: lan, error, refetch } = useQuery({ queryKey: keys.lan, queryFn: getLan })
  const reachable = !lan || lan.addresses.length > 0
  return (
    <AuthFrame title={t('auth:ready.title')} hint={reachable ? t('auth:ready.hint') : undefined} width={480}>
      <div className="flex flex-col gap-5">
        {lan ? (
          <LanAddresses lan={lan} />
        ) : error ? (
          <PanelError error={error} onRetry={() => void refetch()} />
        ) : (
          <Bones rows={3} />
        )}
        <Button look="primary" size="touch" autoFocus onClick={onGo}>
          {t('auth:ready.go')}
        </Button>
      </div>
    </AuthFrame>
  )
}
