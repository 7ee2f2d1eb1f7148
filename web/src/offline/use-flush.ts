import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useLine } from '@/api/http'
import { isSendable, rereadQueueOn, useQueue } from './queue'

/** A server that was busy is asked again without anybody looking at the page. */
const AGAIN_MS = 20_000

/** Sends the follow-ups that this person has waiting. How is not in the shell's own code: it is fetched when there is one. */
export async function sendDrafts(person: string, client: QueryClient): Promise<void> {
  const code = await import('./flush-drafts').catch(() => undefined)
  // Without it: tried again with the next sign of life.
  await code?.flush(person, client)
}

/** Sends what waits at the start, when the line is back, when somebody looks at the page again, and from time to time. */
export function useFlush(person: string): void {
  const client = useQueryClient()
  const lost = useLine(state => state.lost)
  const waiting = useQueue(state => state.drafts.some(draft => isSendable(draft, person)))
  useEffect(() => {
    if (!waiting) return
    const send = () => {
      if (document.visibilityState === 'visible') void sendDrafts(person, client)
    }
    if (!lost) send()
    const timer = setInterval(() => !lost && send(), AGAIN_MS)
    addEventListener('online', send)
    addEventListener('focus', send)
    document.addEventListener('visibilitychange', send)
    return () => {
      clearInterval(timer)
      removeEventListener('online', send)
      removeEventListener('focus', send)
      document.removeEventListener('visibilitychange', send)
    }
  }, [waiting, person, client, lost])
  useEffect(() => {
    addEventListener('storage', rereadQueueOn)
    return () => removeEventListener('storage', rereadQueueOn)
  }, [])
}
