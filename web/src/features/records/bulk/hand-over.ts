import type { BatchCommand } from '@/api/records'
import type { RecordRow } from '@/api/types'

/** Records get another owner, or none; the note stands on each of them. */
export const handedOver = (rows: readonly RecordRow[], owner: string | null, note: string): BatchCommand[] =>
  rows.flatMap((row): BatchCommand[] => [
    // The note comes first: whoever gives a record away may not see it afterwards.
    ...(note.trim() ? [{ note: { id: row.id, text: note.trim() } }] : []),
    { update: { id: row.id, rev: row.rev, values: { owner } } },
  ])

/** Records go back into the pool; whoever finds one there wants to know why. */
export const givenBack = (rows: readonly RecordRow[], reason: string): BatchCommand[] =>
  rows.map(row => ({ return: { id: row.id, reason: reason.trim() } }))
