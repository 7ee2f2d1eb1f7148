import type { InfiniteData } from '@tanstack/react-query'
import type { ActivityPage } from '@/api/records'
import type { Activity } from '@/api/types'

/** The follow-ups that were read, page after page. */
export type ActivityPages = InfiniteData<ActivityPage, string | undefined>

const inEach = (read: ActivityPages, change: (page: ActivityPage, first: boolean) => ActivityPage) => ({
  ...read,
  pages: read.pages.map((page, at) => change(page, at === 0)),
})

/** With one of the follow-ups as it is now: in its place, and at the top or not. */
export function withChanged(read: ActivityPages, changed: Activity): ActivityPages {
  const put = (one: Activity) => (one.id === changed.id ? changed : one)
  return inEach(read, (page, first) => {
    const items = page.items.map(put)
    if (!first) return { ...page, items }
    const before = page.pinned ?? []
    const was = before.some(one => one.id === changed.id)
    const rest = changed.pinned ? before.map(put) : before.filter(one => one.id !== changed.id)
    return { ...page, items, pinned: changed.pinned && !was ? [changed, ...rest] : rest }
  })
}

/** Without a follow-up that was removed. */
export function without(read: ActivityPages, id: string): ActivityPages {
  const others = (all: Activity[]) => all.filter(one => one.id !== id)
  return inEach(read, page => ({
    ...page,
    items: others(page.items),
    ...(page.pinned ? { pinned: others(page.pinned) } : {}),
  }))
}

/** With one that was just written before all others. */
export const withNew = (read: ActivityPages, written: Activity): ActivityPages =>
  inEach(read, (page, first) => (first ? { ...page, items: [written, ...page.items] } : page))
