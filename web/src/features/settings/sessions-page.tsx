import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Monitor, Smartphone } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { keys } from '@/api/queries'
import { endOtherSessions, endSession, listSessions, type Session } from '@/api/session'
import { fullTime, relativeTime } from '@/lib/format'
import { problemText } from '@/lib/problem-text'
import { useWrite } from '@/lib/use-write'
import { Button } from '@/ui/button'
import { SettingsPage } from '@/ui/settings-page'
import { Bones, ErrorState } from '@/ui/states'
import { toast } from '@/ui/toast'
import { deviceOf } from './device-name'

/** 登录设备: where one is signed in, and ending it from here. */
export function SessionsPage() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const sessions = useQuery({ queryKey: keys.sessions, queryFn: listSessions })
  const refresh = {
    onSettled: () => client.invalidateQueries({ queryKey: keys.sessions }),
    onError: (error: unknown) => toast(problemText(error), { tone: 'bad' as const }),
  }
  const end = useWrite({ mutationFn: endSession, ...refresh })
  const endOthers = useWrite({
    mutationFn: endOtherSessions,
    ...refresh,
    onSuccess: () => toast(t('settings:sessions.others_ended')),
  })
  if (sessions.error) return <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />
  const others = sessions.data?.some(session => !session.current)
  return (
    <SettingsPage
      title={t('settings:sessions.title')}
      hint={t('settings:sessions.hint')}
      actions={
        others && (
          <Button busy={endOthers.isPending} onClick={() => endOthers.mutate()}>
            {t('settings:sessions.end_others')}
          </Button>
        )
      }
    >
      {!sessions.data ? (
        <Bones rows={3} height={64} />
      ) : (
        <ul>
          {sessions.data.map(session => (
            <SessionRow
              key={session.id}
              session={session}
              busy={end.isPending && end.variables === session.id}
              onEnd={() => end.mutate(session.id)}
            />
          ))}
        </ul>
      )}
    </SettingsPage>
  )
}

function SessionRow({ session, busy, onEnd }: { session: Session; busy: boolean; onEnd: () => void }) {
  const { t } = useTranslation()
  const device = deviceOf(session.device)
  const name = device.name || t('settings:sessions.unknown')
  const Icon = device.phone ? Smartphone : Monitor
  const used = session.current
    ? t('settings:sessions.now')
    : t('settings:sessions.used', { when: relativeTime(session.used) })
  return (
    <li className="flex min-h-16 items-center gap-3 border-b border-line py-3 last:border-0">
      <span className="flex size-9 shrink-0 items-center justify-center rounded-8 bg-subtle text-fg-2">
        <Icon size={18} aria-hidden="true" />
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2 text-13 font-medium">
          <span className="truncate" title={session.device}>
            {name}
          </span>
          {session.current && (
            <span className="shrink-0 rounded-6 bg-ok-soft px-1.5 text-12 font-normal text-ok">
              {t('settings:sessions.current')}
            </span>
          )}
        </p>
        <p className="tabular truncate text-12 text-fg-3" title={fullTime(session.began)}>
          {[session.address, used].filter(Boolean).join(' · ')}
        </p>
      </div>
      {!session.current && (
        <Button busy={busy} onClick={onEnd} aria-label={t('settings:sessions.end_named', { name })}>
          {t('settings:sessions.end')}
        </Button>
      )}
    </li>
  )
}
