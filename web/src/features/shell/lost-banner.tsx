import { useQueryClient } from '@tanstack/react-query'
import { WifiOff } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLine } from '@/api/http'
import { useMe } from '@/api/queries'
import { getStatus } from '@/api/session'
import { countUnsent, flushUnsent, useUnsent } from '@/offline/unsent'
import { askAgain } from '@/offline/unsent-mark'
import { Button } from '@/ui/button'

const ASK_EVERY_MS = 3000

/** Says that the server cannot be reached and what waits for it, and goes away by itself when it answers again. */
export function LostBanner() {
  const { t } = useTranslation()
  const lost = useLine(state => state.lost)
  const waiting = useUnsent(countUnsent)
  useComeBack(lost, waiting)
  useEffect(() => {
    if (!lost) return
    const timer = setInterval(() => void getStatus().catch(() => undefined), ASK_EVERY_MS)
    return () => clearInterval(timer)
  }, [lost])
  if (!lost) return null
  return (
    <div
      role="alert"
      className="flex min-h-9 shrink-0 flex-wrap items-center justify-center gap-2 bg-warn-soft px-4 py-1.5 text-13 text-warn"
    >
      <WifiOff size={15} aria-hidden="true" />
      {t('app:lost')}
      {waiting > 0 && (
        <>
          <strong className="font-medium">{t('offline:unsent', { count: waiting })}</strong>
          <Button size="small" onClick={askAgain}>
            {t('app:retry')}
          </Button>
        </>
      )}
    </div>
  )
}

/** Once the server answers again: first what waits is sent, then everything shown is asked for anew. */
function useComeBack(lost: boolean, waiting: number): void {
  const client = useQueryClient()
  const me = useMe()
  const wasLost = useRef(lost)
  useEffect(() => {
    const back = wasLost.current && !lost
    wasLost.current = lost
    if (lost) return
    const sent = waiting > 0 ? flushUnsent(me.id) : Promise.resolve()
    if (back) void sent.then(() => client.invalidateQueries())
  }, [lost, waiting, client, me.id])
  const unsaved = waiting > 0
  useEffect(() => {
    if (!unsaved) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [unsaved])
}
