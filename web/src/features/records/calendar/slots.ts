export interface Timed {
  id: string
  /** Minutes of the day. */
  from: number
  to: number
}

/** Where something stands in a day's column: the `at`-th of `of` beside each other. */
export interface Slot<E> {
  event: E
  at: number
  of: number
}

/** Lays what overlaps in time side by side; what touches nothing has the whole width. */
export function slotsOf<E extends Timed>(events: readonly E[]): Slot<E>[] {
  const sorted = [...events].sort((a, b) => a.from - b.from || b.to - a.to)
  const slots: Slot<E>[] = []
  let cluster: Slot<E>[] = []
  let ends: number[] = []
  let until = -1
  const close = () => {
    for (const slot of cluster) slot.of = ends.length
    slots.push(...cluster)
    cluster = []
    ends = []
  }
  for (const event of sorted) {
    if (event.from >= until) close()
    const found = ends.findIndex(end => end <= event.from)
    const at = found < 0 ? ends.length : found
    ends[at] = event.to
    cluster.push({ event, at, of: 1 })
    until = Math.max(cluster.length === 1 ? -1 : until, event.to)
  }
  close()
  return slots
}
