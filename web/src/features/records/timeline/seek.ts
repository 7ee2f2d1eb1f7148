import type { ActivityPage } from '@/api/records'
import type { Activity } from '@/api/types'
import type { Sought } from './use-led-to'

/** So many pages are read for one follow-up that a link names. */
export const MOST_PAGES = 40

type Next = ActivityPage['next']
type Found = { is: Exclude<Sought, 'found'> } | { is: 'found'; items: Activity[]; next: Next }

/** Reads older follow-ups until one of them is this; what was read for nothing is not kept. */
export async function seekActivity(
  id: string,
  from: Next,
  read: (after: NonNullable<Next>) => Promise<ActivityPage>,
): Promise<Found> {
  const items: Activity[] = []
  let next = from
  for (let page = 0; page < MOST_PAGES; page += 1) {
    if (next === null || next === undefined) return { is: 'missing' }
    const got = await read(next)
    items.push(...got.items)
    next = got.next
    if (got.items.some(one => one.id === id)) return { is: 'found', items, next }
  }
  return { is: next === null || next === undefined ? 'missing' : 'beyond' }
}
