import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useMe } from '@/api/queries'
import { signOut } from '@/api/session'
import { Button } from '@/ui/button'
import { Dialog } from '@/ui/dialog'
import { useQueue } from './queue'
import { useRefused } from './refused'
import { useLeaving } from './sign-out'
import { isKept, useUnsent } from './unsent'
import { discardWaiting, dropUnkeepable, waitingOf } from './waiting'

const SHOWN = 3

export function signOutOrAsk(person: string, client: QueryClient): void {
  if (waitingOf(person).length > 0) useLeaving.setState({ Ask: SignOutDialog })
  else leave(client)
}

function leave(client: QueryClient): void {
  void signOut()
    // The sign-in page is the way on in either case.
    .catch(() => undefined)
    .finally(() => {
      client.clear()
      location.assign('/login')
    })
}

/** Before somebody signs out while work waits in this browser: what it is, and whether it stays here. */
function SignOutDialog() {
  const { t } = useTranslation()
  const me = useMe()
  const client = useQueryClient()
  const kept = useUnsent(isKept)
  // It may be sent meanwhile.
  useUnsent(state => state.edits)
  useQueue(state => state.drafts)
  useRefused(state => state.cells)
  const waiting = waitingOf(me.id)
  const close = () => useLeaving.setState({ Ask: undefined })
  const go = (first: () => void) => () => {
    close()
    first()
    leave(client)
  }
  return (
    <Dialog
      open
      width={440}
      onClose={close}
      title={t('offline:leave.title')}
      footer={
        waiting.length > 0 ? (
          <>
            <Button look="danger" onClick={go(() => discardWaiting(me.id))}>
              {t('offline:leave.discard')}
            </Button>
            <Button look="primary" onClick={go(dropUnkeepable)}>
              {t('offline:leave.keep')}
            </Button>
          </>
        ) : (
          <Button look="primary" onClick={go(() => undefined)}>
            {t('app:sign_out')}
          </Button>
        )
      }
    >
      <ul className="mb-3 flex flex-col gap-2">
        {waiting.map(({ why, count, titles }) => (
          <li key={why}>
            <p className="text-14 font-medium">{t(`offline:${why}`, { count })}</p>
            <p className="truncate text-13 text-fg-3">
              {titles.slice(0, SHOWN).join(' · ')}
              {titles.length > SHOWN && ' …'}
            </p>
          </li>
        ))}
      </ul>
      <p className="text-13 text-fg-2">
        {t(waiting.length > 0 ? 'offline:leave.hint' : 'offline:leave.sent')}
      </p>
      {!kept && <p className="mt-2 text-13 text-warn">{t('offline:leave.not_kept')}</p>}
    </Dialog>
  )
}
