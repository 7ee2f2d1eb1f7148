import type { ActivityPage } from '@/api/records'
import type { Activity } from '@/api/types'

/** A page with one of its follow-ups as it is now: in its place, and at the top or not. */
export function withChanged(page: ActivityPage, changed: Activity): ActivityPage {
  const put = (one: Activity) => (one.id === changed.id ? changed : one)
  const before = page.pinned ?? []
  const was = before.some(one => one.id === changed.id)
  const rest = changed.pinned ? before.map(put) : before.filter(one => one.id !== changed.id)
  return {
    ...page,
    items: page.items.map(put),
    pinned: changed.pinned && !was ? [changed, ...rest] : rest,
  }
}

/** A page without a follow-up that was removed. */
export function without(page: ActivityPage, id: string): ActivityPage {
  const others = (all: Activity[]) => all.filter(one => one.id !== id)
  return { ...page, items: others(page.items), pinned: others(page.pinned ?? []) }
}
