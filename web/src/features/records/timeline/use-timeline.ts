import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { activitiesQuery, historyQuery, keys } from '@/api/queries'
import { listActivities, type OnlyThese } from '@/api/records'
import { merge, readTo } from './merge'
import type { ActivityPages } from './remarks/pages'
import { seekActivity, withOlder } from './seek'
import { useLedTo } from './use-led-to'
import { waysBack } from './ways-back'

export type Show = 'all' | 'activities' | 'changes'

const isAny = (only: OnlyThese) => Object.keys(only).length === 0

/**
 * What a record's timeline shows. All pages that were read are the cache's, so that what a colleague changes is seen on each of
 * them; a choice of follow-ups is the server's, for what it finds may lie many pages back.
 */
export function useTimeline(form: string, record: string) {
  const client = useQueryClient()
  const [show, setShow] = useState<Show>('all')
  const [only, setOnly] = useState<OnlyThese>({})
  const chosen = !isAny(only)
  const activities = useInfiniteQuery(activitiesQuery(form, record, only))
  const history = useInfiniteQuery(historyQuery(form, record))
  const said = useMemo(() => activities.data?.pages.flatMap(page => page.items) ?? [], [activities.data])
  const changed = useMemo(() => history.data?.pages.flatMap(page => page.items) ?? [], [history.data])
  const moreSaid = show !== 'changes' && activities.hasNextPage
  const moreChanged = show !== 'activities' && history.hasNextPage
  const top = activities.data?.pages[0]?.pinned
  const pinned = show === 'changes' || chosen ? [] : (top ?? [])
  const entries = useMemo(() => {
    const ours = show === 'changes' ? [] : said
    const theirs = show === 'activities' ? [] : changed
    const ends = [readTo(ours, moreSaid), readTo(theirs, moreChanged)].sort()
    return merge(
      ours.filter(one => chosen || !one.pinned),
      theirs,
      ends.at(-1),
    )
  }, [show, said, changed, moreSaid, moreChanged, chosen])
  const led = useLedTo({
    loaded: activities.data !== undefined && history.data !== undefined && show !== 'changes',
    has: id => [...entries.map(entry => entry.key), ...pinned.map(one => one.id)].includes(id),
    seek: async id => {
      const all = activitiesQuery(form, record)
      const read = await client.ensureInfiniteQueryData(all)
      // It is sought among all of them, whatever was chosen.
      setOnly({})
      const has = read.pages.some(page => page.items.some(one => one.id === id))
      const found = has
        ? ({ is: 'found', pages: [], params: [] } as const)
        : await seekActivity(id, read.pages.at(-1)?.next, after => listActivities(form, record, after))
      if (found.is === 'found') {
        client.setQueryData<ActivityPages>(
          keys.activityPages(form, record),
          now => now && withOlder(now, found),
        )
        // Among the changes it would stand only when as many of these were read.
        setShow('activities')
      }
      return found.is
    },
  })
  const more = async () => {
    const read = await Promise.all([
      moreChanged ? history.fetchNextPage() : undefined,
      moreSaid ? activities.fetchNextPage() : undefined,
    ])
    const failed = read.find(one => one?.isFetchNextPageError)
    if (failed) throw failed.error
  }
  return {
    show,
    setShow: (next: Show) => {
      setShow(next)
      // A choice is one of follow-ups.
      if (next !== 'activities') setOnly({})
    },
    only,
    chosen,
    choose: (next: OnlyThese) => {
      setOnly(next)
      if (!isAny(next)) setShow('activities')
    },
    present: activities.data?.pages[0]?.present,
    pending: activities.isPending || history.isPending,
    // What could not be read is not told as if nothing had happened.
    failed: (!activities.data && activities.error) || (!history.data && history.error) || undefined,
    retry: () => void Promise.all([activities.refetch(), history.refetch()]),
    entries,
    pinned,
    ways: useMemo(() => waysBack(changed), [changed]),
    goesOn: moreChanged || moreSaid,
    more,
    reading: activities.isFetchingNextPage || history.isFetchingNextPage,
    ...led,
  }
}
