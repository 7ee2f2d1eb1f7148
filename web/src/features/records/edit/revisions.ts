/** Writes on one record go one after the other, each on the revision the last one left. */
const queues = new Map<string, Promise<unknown>>()

/** Writes of this tab: what they were based on, where they led, and what they gave. Own ones that follow each other are one. */
interface Step {
  from: number
  to: number
  own: boolean
  codes: ReadonlySet<string>
}

const steps = new Map<string, readonly Step[]>()
const KEEP = 5000
/** Writes of one record that are remembered. */
const STEPS = 50

/**
 * What a write of these fields may be based on, when its writer saw the record at `seen`: the newest revision that differs from
 * it by own writes only. An answer that holds what others changed is none for a field that its writer did not give there, nor
 * for the whole record: no codes.
 */
export function newest(id: string, seen: number, codes: readonly string[]): number {
  let rev = seen
  for (const { from, to, own, codes: given } of steps.get(id) ?? []) {
    const merged = codes.length > 0 && codes.every(code => given.has(code))
    if (from <= rev && to > rev && (own || merged)) rev = to
  }
  return rev
}

/** A write of these fields, based on `from`, was taken and led to `to`; `own`: surely nothing else did, all the way. */
export function noteWrite(
  id: string,
  from: number,
  to: number,
  codes: readonly string[],
  own: boolean = to === from + 1,
): void {
  if (to <= from) return
  const known = steps.get(id) ?? []
  const last = known.at(-1)
  const step = { from, to, own, codes: new Set(codes) }
  const next =
    own && last?.own && last.to === from
      ? [...known.slice(0, -1), { ...step, from: last.from }]
      : [...known.slice(1 - STEPS), step]
  steps.delete(id)
  steps.set(id, next)
  const oldest = steps.keys().next().value
  if (steps.size > KEEP && oldest !== undefined) steps.delete(oldest)
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
