import { useQueryClient } from '@tanstack/react-query'
import { WifiOff } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useLine } from '@/api/http'
import { useMe } from '@/api/queries'
import { getStatus } from '@/api/session'
import { DraftStrip } from '@/offline/draft-strip'
import { KeptStrip } from '@/offline/kept-strip'
import { useLeaving } from '@/offline/sign-out'
import { askAgain } from '@/offline/unsent-mark'
import { sendUnsent, useUnsentEdits } from '@/offline/use-unsent'
import { Button } from '@/ui/button'

const ASK_EVERY_MS = 3000

/**
 * The one strip above a page: that the server cannot be reached, and all that waits for it. It goes away by itself when the server
 * answers again and nothing waits any more.
 */
export function LostBanner() {
  const { t } = useTranslation()
  const lost = useLine(state => state.lost)
  const waiting = useComeBack(lost)
  const Ask = useLeaving(state => state.Ask)
  useEffect(() => {
    if (!lost) return
    const timer = setInterval(() => void getStatus().catch(() => undefined), ASK_EVERY_MS)
    return () => clearInterval(timer)
  }, [lost])
  return (
    <div
      className={
        lost
          ? 'flex min-h-9 shrink-0 flex-wrap items-center justify-center gap-x-3 gap-y-1 bg-warn-soft px-4 py-1 text-13 text-warn'
          : 'flex shrink-0 flex-col'
      }
    >
      {lost && (
        <>
          <p role="alert" className="flex items-center gap-2">
            <WifiOff size={15} className="shrink-0" aria-hidden="true" />
            <span>
              {t('app:lost')}
              {waiting > 0 && (
                <strong className="ml-2 font-medium">{t('offline:unsent', { count: waiting })}</strong>
              )}
            </span>
          </p>
          <Button size="small" onClick={askAgain}>
            {t('app:retry')}
          </Button>
        </>
      )}
      <DraftStrip inside={lost} />
      <KeptStrip inside={lost} />
      {Ask && <Ask />}
    </div>
  )
}

/** Once the server answers again: first what waits is sent, then everything shown is asked for anew. How much waits. */
function useComeBack(lost: boolean): number {
  const client = useQueryClient()
  const me = useMe()
  const { waiting, stored } = useUnsentEdits(me.id)
  const wasLost = useRef(lost)
  useEffect(() => {
    const back = wasLost.current && !lost
    wasLost.current = lost
    if (lost) return
    const sent = waiting > 0 ? sendUnsent(me.id, client) : Promise.resolve()
    if (back) void sent.then(() => client.invalidateQueries())
  }, [lost, waiting, client, me.id])
  // What the browser keeps may be left alone for a while.
  const unsaved = waiting > 0 && !stored
  useEffect(() => {
    if (!unsaved) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [unsaved])
  return waiting
}
