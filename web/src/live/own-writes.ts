import type { OwnWrites } from './coalesce'

const saving = new Map<string, number>()
const saved = new Map<string, number>()
const KEEP = 2000

/** Remembers our own writes, so that their echo on the stream does not move rows under the person's hands. */
export const ownWrites: OwnWrites = {
  isSaving: record => (saving.get(record) ?? 0) > 0,
  seqOf: record => saved.get(record) ?? 0,
}

/** A write on one record. */
export const asOwnWrite = <T>(record: string, write: () => Promise<T>): Promise<T> =>
  asOwnWrites([record], write)

/** One write on several records. */
export async function asOwnWrites<T>(records: readonly string[], write: () => Promise<T>): Promise<T> {
  for (const record of records) saving.set(record, (saving.get(record) ?? 0) + 1)
  try {
    const answer = await write()
    const seq = (answer as { seq?: number } | undefined)?.seq
    if (typeof seq === 'number') for (const record of records) remember(record, seq)
    return answer
  } finally {
    for (const record of records) {
      const left = (saving.get(record) ?? 1) - 1
      if (left > 0) saving.set(record, left)
      else saving.delete(record)
    }
  }
}

function remember(record: string, seq: number): void {
  const newest = Math.max(seq, saved.get(record) ?? 0)
  saved.delete(record)
  saved.set(record, newest)
  const oldest = saved.keys().next().value
  if (saved.size > KEEP && oldest !== undefined) saved.delete(oldest)
}
