import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useLine } from '@/api/http'
import { keepInSight } from './keep-in-sight'
import { openRefused, rereadRefusedOn } from './refused'
import { isStill } from './same-person'
import { countUnsent, isKept, openUnsent, rereadUnsentOn, useUnsent } from './unsent'

const AGAIN_MS = 5000

/** Sends what this person has waiting. How is not in the shell's own code: it is fetched when there is something. */
export async function sendUnsent(person: string, client: QueryClient): Promise<void> {
  try {
    if (!(await isStill(person, client))) return
    const [{ flushUnsent }, { sendUnsentEdit }] = await Promise.all([
      import('./flush-unsent'),
      import('@/features/records/edit/send-unsent'),
    ])
    await flushUnsent(person, edit => sendUnsentEdit(client, edit))
  } catch {
    // The code could not be fetched: tried again with the next sign of life.
  }
}

/** For as long as the shell is mounted: what waits is this person's, in sight, and sent as soon as the server takes it. */
export function useUnsentEdits(person: string): { waiting: number; stored: boolean } {
  const client = useQueryClient()
  const waiting = useUnsent(countUnsent)
  const stored = useUnsent(isKept)
  const lost = useLine(state => state.lost)
  const ended = useLine(state => state.ended)
  useEffect(() => {
    openUnsent(person)
    openRefused(person)
    const reread = (event: StorageEvent) => {
      rereadUnsentOn(event)
      rereadRefusedOn(event)
    }
    addEventListener('storage', reread)
    return () => removeEventListener('storage', reread)
  }, [person])
  useEffect(() => keepInSight(client), [client])
  useEffect(() => {
    const look = () => void isStill(person, client)
    addEventListener('focus', look)
    return () => removeEventListener('focus', look)
  }, [person, client])
  const sends = waiting > 0 && !lost && !ended
  useEffect(() => {
    if (!sends) return
    // Another tab may be at it, and may be closed before it is done.
    const timer = setInterval(() => void sendUnsent(person, client), AGAIN_MS)
    return () => clearInterval(timer)
  }, [sends, person, client])
  return { waiting, stored }
}
