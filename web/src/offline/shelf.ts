import { inStorage, readStored, storedKeys, writeStored } from '@/lib/stored'

/** What is kept, and where it stands among the others: the moment it was kept, for parts of something older the place within. */
export interface Kept {
  place?: readonly number[]
}

export interface Shelf<T extends Kept> {
  /** All that this browser keeps, in order. */
  read: () => T[]
  /** Whether it is kept now: a full or closed storage keeps nothing. */
  put: (one: T) => boolean
  drop: (key: string) => void
  /** Whether another tab wrote here. */
  isOf: (event: StorageEvent) => boolean
}

/**
 * What is kept in this browser, each thing under a key of its own: tabs that write at the same moment never write the same
 * one, so that no lock is needed, which browsers have on secure pages only.
 */
export function shelf<T extends Kept>(name: string, old: string, keyOf: (one: T) => string): Shelf<T> {
  const start = `${name}/`
  const at = (key: string) => start + key
  const lay = (one: T): boolean => {
    const key = at(keyOf(one))
    writeStored(key, one)
    return inStorage(key, one)
  }
  /** There is no room to lay it out: it is changed where it is. */
  const changeOld = (one: T): boolean => {
    const list = readStored<T[]>(old, [])
    if (!list.some(other => keyOf(other) === keyOf(one))) return false
    const changed = list.map(other => (keyOf(other) === keyOf(one) ? one : other))
    writeStored(old, changed)
    return inStorage(old, changed)
  }
  /** Earlier versions kept all in one list: they are laid out once. */
  const carryOver = (): T[] => {
    const list = readStored<T[]>(old, [])
    if (list.length === 0) return list
    const placed = list.map((one, index) => ({ ...one, place: [0, index] }))
    // What is laid out already may be another by now.
    const carried = placed.filter(one => readStored(at(keyOf(one)), null) !== null || lay(one))
    if (carried.length < placed.length) return placed
    writeStored(old, undefined)
    return []
  }
  return {
    read: () => {
      const left = carryOver()
      const kept = storedKeys(start).flatMap(key => readStored<T | null>(key, null) ?? [])
      const known = new Set(kept.map(keyOf))
      return inOrder([...left.filter(one => !known.has(keyOf(one))), ...kept], keyOf)
    },
    put: one => lay(one) || changeOld(one),
    drop: key => {
      writeStored(at(key), undefined)
      // There is no room to lay the old list out.
      const list = readStored<T[]>(old, [])
      const left = list.filter(one => keyOf(one) !== key)
      if (left.length < list.length) writeStored(old, left.length > 0 ? left : undefined)
    },
    isOf: ({ key }) => key === null || key.startsWith(`clew.${start}`) || key === `clew.${old}`,
  }
}

/** In the order they were kept. */
export const inOrder = <T extends Kept>(all: readonly T[], keyOf: (one: T) => string): T[] =>
  [...all].sort((a, b) => compare(a.place, b.place) || (keyOf(a) < keyOf(b) ? -1 : 1))

function compare(a: Kept['place'] = [], b: Kept['place'] = []): number {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const apart = (a[at] ?? -1) - (b[at] ?? -1)
    if (apart !== 0) return apart
  }
  return 0
}

/** Behind all of these, whatever the clock does. */
export const behind = (all: readonly Kept[], now: number = Date.now()): number =>
  all.reduce((last, { place = [0] }) => Math.max(last, Math.floor(place[0] ?? 0) + 1), now)
