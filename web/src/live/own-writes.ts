import type { OwnWrites } from './coalesce'

const saving = new Map<string, number>()
const saved = new Map<string, number>()
const KEEP = 500

/** Remembers our own writes, so that their echo on the stream does not move rows under the person's hands. */
export const ownWrites: OwnWrites = {
  isSaving: record => (saving.get(record) ?? 0) > 0,
  seqOf: record => saved.get(record) ?? 0,
}

export async function asOwnWrite<T extends { seq?: number } | unknown>(
  record: string,
  write: () => Promise<T>,
): Promise<T> {
  saving.set(record, (saving.get(record) ?? 0) + 1)
  try {
    const answer = await write()
    const seq = (answer as { seq?: number } | undefined)?.seq
    if (typeof seq === 'number') {
      saved.delete(record)
      saved.set(record, Math.max(seq, saved.get(record) ?? 0))
      const oldest = saved.keys().next().value
      if (saved.size > KEEP && oldest !== undefined) saved.delete(oldest)
    }
    return answer
  } finally {
    const left = (saving.get(record) ?? 1) - 1
    if (left > 0) saving.set(record, left)
    else saving.delete(record)
  }
}
