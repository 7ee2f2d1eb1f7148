import { useQueryClient } from '@tanstack/react-query'
import { WifiOff } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useLine } from '@/api/http'
import { getStatus } from '@/api/session'

const ASK_EVERY_MS = 3000

/** Says that the server cannot be reached, and goes away by itself when it answers again. */
export function LostBanner() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const lost = useLine(state => state.lost)
  useEffect(() => {
    if (!lost) return
    const timer = setInterval(() => {
      getStatus().then(
        () => client.invalidateQueries(),
        () => undefined,
      )
    }, ASK_EVERY_MS)
    return () => clearInterval(timer)
  }, [lost, client])
  if (!lost) return null
  return (
    <div
      role="alert"
      className="flex min-h-9 shrink-0 items-center justify-center gap-2 bg-warn-soft px-4 py-1.5 text-13 text-warn"
    >
      <WifiOff size={15} aria-hidden="true" />
      {t('app:lost')}
    </div>
  )
}
