import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { mayHaveMissed } from '@/api/as-of'
import { keys } from '@/api/queries'
import { getStatus } from '@/api/session'
import type { LiveEvent } from '@/api/types'
import { coalesce, gatherFor, type Refresh } from './coalesce'
import { connectLive } from './connect'
import { ownWrites } from './own-writes'
import { refreshCatalog, refreshSight } from './sight'

/** As much of a job as is told while it is at work. */
interface Following {
  id: string
  done: number
  total: number
}

export function apply(client: QueryClient, refresh: Refresh): void {
  if (refresh.everything) {
    client.invalidateQueries()
    return
  }
  if (refresh.catalog) void refreshCatalog(client)
  if (refresh.sight) void refreshSight(client)
  if (refresh.notices) {
    client.invalidateQueries({ queryKey: keys.notices })
    // Whatever happens to feedback is told to those whom it concerns.
    client.invalidateQueries({ queryKey: keys.feedback })
  }
  if (refresh.tasks) client.invalidateQueries({ queryKey: keys.tasks })
  for (const { form, id } of refresh.gone)
    client.removeQueries({ queryKey: keys.record(form, id), type: 'inactive' })
  for (const { form, id } of refresh.records) client.invalidateQueries({ queryKey: keys.record(form, id) })
  for (const form of refresh.forms) {
    // Pages out of view are dropped, pages in view are fetched again: invalidate does both by activity.
    client.removeQueries({ queryKey: keys.pages(form), type: 'inactive' })
    client.invalidateQueries({ queryKey: keys.pages(form) })
    client.invalidateQueries({ queryKey: keys.counts(form) })
  }
  for (const job of refresh.jobs) client.invalidateQueries({ queryKey: ['job', job] })
  if (refresh.jobs.length > 0) client.invalidateQueries({ queryKey: ['jobs'] })
  for (const news of refresh.progress) {
    const further = <T extends Following>(job: T): T =>
      job.id === news.id && job.done <= news.done ? { ...job, ...news } : job
    client.setQueryData<Following>(['job', news.id], job => job && further(job))
    client.setQueryData<Following[]>(['jobs'], jobs => jobs?.map(further))
  }
}

/** Keeps the cache fresh from the live stream, for as long as the shell is mounted. */
export function useLive(): void {
  const client = useQueryClient()
  useEffect(() => {
    let waiting: LiveEvent[] = []
    let timer: ReturnType<typeof setTimeout> | undefined
    const flush = () => {
      timer = undefined
      const { refresh, later } = coalesce(waiting, ownWrites)
      waiting = later
      apply(client, refresh)
      if (later.length > 0) timer = setTimeout(flush, gatherFor(0))
    }
    const disconnect = connectLive(event => {
      // Nobody else notices a server that went away while the page was only read: asking tells the banner.
      if (event.type === 'broken') {
        void getStatus().catch(() => undefined)
        return
      }
      // What was fetched before the stream stood may have changed before anybody listened.
      if (event.type === 'hello') {
        // Notices have no place in the log: nobody can say whether one was made meanwhile.
        void client.invalidateQueries({ queryKey: keys.notices })
        if (event.resumed || !mayHaveMissed(event.seq ?? Number.POSITIVE_INFINITY)) return
        const opened = Date.now()
        void client.invalidateQueries({
          predicate: ({ state }) => state.dataUpdatedAt > 0 && state.dataUpdatedAt <= opened,
        })
        return
      }
      waiting.push(event)
      timer ??= setTimeout(flush, gatherFor(waiting.length))
    })
    return () => {
      disconnect()
      clearTimeout(timer)
    }
  }, [client])
}
