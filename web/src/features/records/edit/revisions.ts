/** Writes on one record go one after the other, each on the revision the last one left. */
const queues = new Map<string, Promise<unknown>>()
const revisions = new Map<string, number>()
const KEEP = 5000

/** The newest revision that this tab knows of a record. */
export const newest = (id: string, seen: number): number => Math.max(seen, revisions.get(id) ?? 0)

export function noteRevision(id: string, rev: number): void {
  const known = newest(id, rev)
  revisions.delete(id)
  revisions.set(id, known)
  const oldest = revisions.keys().next().value
  if (revisions.size > KEEP && oldest !== undefined) revisions.delete(oldest)
}

/** Runs when all earlier writes on these records have been answered. */
export function inTurn<T>(ids: readonly string[], run: () => Promise<T>): Promise<T> {
  const before = ids.map(id => queues.get(id)).filter(queue => queue !== undefined)
  const queued = Promise.allSettled(before).then(run)
  for (const id of ids) queues.set(id, queued)
  const forget = () => {
    for (const id of ids) if (queues.get(id) === queued) queues.delete(id)
  }
  void queued.then(forget, forget)
  return queued
}

/** Until every write that has begun by now is answered: what comes after may rely on what they left behind. */
export async function answered(): Promise<void> {
  await Promise.allSettled(queues.values())
}
