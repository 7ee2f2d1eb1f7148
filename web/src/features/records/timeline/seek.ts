import type { ActivityPage } from '@/api/records'
import type { ActivityPages } from './remarks/pages'
import type { Sought } from './use-led-to'

/** So many pages are read for one follow-up that a link names. */
export const MOST_PAGES = 40

type Next = ActivityPage['next']
/** Pages, and where each begins. */
interface Older {
  pages: readonly ActivityPage[]
  params: readonly string[]
}
type Found = { is: Exclude<Sought, 'found'> } | ({ is: 'found' } & Older)

/** Reads older follow-ups until one of them is this; what was read for nothing is not kept. */
export async function seekActivity(
  id: string,
  from: Next,
  read: (after: NonNullable<Next>) => Promise<ActivityPage>,
): Promise<Found> {
  const pages: ActivityPage[] = []
  const params: string[] = []
  let next = from
  while (pages.length < MOST_PAGES) {
    if (next === null || next === undefined) return { is: 'missing' }
    const got = await read(next)
    pages.push(got)
    params.push(next)
    next = got.next
    if (got.items.some(one => one.id === id)) return { is: 'found', pages, params }
  }
  return { is: next === null || next === undefined ? 'missing' : 'beyond' }
}

/** What was read so far, and what was read behind it. */
export const withOlder = (read: ActivityPages, { pages, params }: Older): ActivityPages => ({
  pages: [...read.pages, ...pages],
  pageParams: [...read.pageParams, ...params],
})
