import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useLine } from '@/api/http'
import { rereadQueue, useQueue } from './queue'
import { flush } from './send'

/** Sends what waits at the start, when the line is back, and when somebody looks at the page again. */
export function useFlush(person: string): void {
  const client = useQueryClient()
  const lost = useLine(state => state.lost)
  const waiting = useQueue(state => state.drafts.some(draft => draft.person === person))
  useEffect(() => {
    if (!waiting) return
    const send = () => {
      if (document.visibilityState === 'visible') void flush(person, client)
    }
    if (!lost) send()
    addEventListener('online', send)
    addEventListener('focus', send)
    document.addEventListener('visibilitychange', send)
    return () => {
      removeEventListener('online', send)
      removeEventListener('focus', send)
      document.removeEventListener('visibilitychange', send)
    }
  }, [waiting, person, client, lost])
  useEffect(() => {
    addEventListener('storage', rereadQueue)
    return () => removeEventListener('storage', rereadQueue)
  }, [])
}
