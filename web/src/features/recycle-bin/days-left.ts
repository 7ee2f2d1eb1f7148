const DAY_MS = 24 * 60 * 60 * 1000

/** Days until a record of the bin is erased by itself, begun ones too: 0 within the day; none where records stay. */
export function daysLeft(deletedAt: string, keepDays: number | null, now = Date.now()): number | undefined {
  const deleted = Date.parse(deletedAt)
  if (keepDays === null || Number.isNaN(deleted)) return undefined
  const days = (deleted + keepDays * DAY_MS - now) / DAY_MS
  return days < 1 ? 0 : Math.ceil(days)
}
