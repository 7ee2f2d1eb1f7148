import type { HistoryItem } from '@/api/types'

/** How an entry of the history is taken back: by which batch; `undone` where that was done already. */
export type WayBack = { batch: string } | 'undone' | undefined

/**
 * The way back from each entry, by seq. An undo takes an act back, an undo of the undo brings it back and stands for it: to
 * take the act back again is to take back what brought it back. `items` come newest first, none left out at the beginning.
 */
export function waysBack(items: readonly HistoryItem[]): Map<number, WayBack> {
  const taken = new Map<string, HistoryItem>()
  const brought = new Map<string, HistoryItem>()
  const ways = new Map<number, WayBack>()
  for (const item of items) {
    if (!item.batch) continue
    const undid = item.undoes?.batch
    const by = taken.get(item.batch)
    if (by) {
      if (undid) brought.set(undid, by)
      ways.set(item.seq, 'undone')
      continue
    }
    const stands = brought.get(item.batch) ?? item
    if (undid) taken.set(undid, stands)
    ways.set(item.seq, stands.can_undo && stands.batch ? { batch: stands.batch } : undefined)
  }
  return ways
}
