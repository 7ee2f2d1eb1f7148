import type { Notice } from '@/api/types'

/** What of a fresh answer is to be rung: unread, newer than what was known, and of a kind that is not silent. */
export function toRing(
  items: readonly Notice[],
  newestKnown: string | undefined,
  silent: readonly string[],
): Notice[] {
  if (newestKnown === undefined) return []
  return items.filter(({ read, at, kind }) => !read && at > newestKnown && !silent.includes(kind))
}
