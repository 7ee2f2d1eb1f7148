import type { Notice } from '@/api/types'
import { isToldInSight } from '@/lib/told-jobs'

/**
 * What of a fresh answer is to be rung: unread, newer than what was known, of a kind that is not silent, and no end of a job
 * that the page or dialog in sight tells.
 */
export function toRing(
  items: readonly Notice[],
  newestKnown: string | undefined,
  silent: readonly string[],
): Notice[] {
  if (newestKnown === undefined) return []
  return items.filter(
    ({ read, at, kind, params }) =>
      !read && at > newestKnown && !silent.includes(kind) && !isToldInSight(params?.job),
  )
}
