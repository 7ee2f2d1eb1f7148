import type { Activity, HistoryItem } from '@/api/types'

export type Entry = { at: string; key: string } & ({ activity: Activity } | { change: HistoryItem })

/** How far back a stream was read: nothing where all of it was. */
export const readTo = (items: readonly { at: string }[], goesOn: boolean): string =>
  goesOn ? (items.at(-1)?.at ?? '') : ''

/**
 * A record that was made with a past, as examples are, begins where it says that it did: before its first follow-up. An import
 * stands where it was carried out.
 */
function asBegun(change: HistoryItem): HistoryItem {
  if (!/creat/.test(change.kind) || change.origin === 'import') return change
  const said = change.fields.find(part => part.field === 'created_at')?.after
  return typeof said === 'string' && said < change.at ? { ...change, at: said } : change
}

/**
 * Follow-ups and changes in one line of time, newest first, back to `since`: before that only one of them may have been read yet.
 * Changes that changed nothing a person can see are left out.
 */
export function merge(activities: readonly Activity[], history: readonly HistoryItem[], since = ''): Entry[] {
  const entries: Entry[] = [
    ...activities.map(activity => ({ at: activity.at, key: activity.id, activity })),
    ...history
      // A follow-up also moves the record's counters: the follow-up itself already says so.
      .filter(change => !change.kind.startsWith('activity'))
      .filter(change => change.fields.length > 0 || /creat|trash|restor|delet|task_/.test(change.kind))
      .map(asBegun)
      .map(change => ({ at: change.at, key: `seq-${change.seq}`, change })),
  ]
  return entries.filter(entry => entry.at >= since).sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
}
