import type { HistoryItem } from '@/api/types'

type Part = HistoryItem['fields'][number]

/** How a record stood after one of its changes. */
export interface Version {
  seq: number
  at: string
  by: string
  /** Counted from the first, which is 1; none where the first ones are not known. */
  number: number | undefined
  fields: readonly Part[]
}

/** The versions in a history, newest first; `whole` when it goes back to the first. `compared` says which fields count: follow-ups, tasks and remarks change none. */
export function versionsOf(
  history: readonly HistoryItem[],
  whole: boolean,
  compared: (field: string) => boolean,
): Version[] {
  const all = history
    .map(item => ({ item, fields: item.fields.filter(part => compared(part.field)) }))
    .filter(({ item, fields }) => fields.length > 0 || /created/.test(item.kind))
  return all.map(({ item, fields }, index) => ({
    seq: Number(item.seq),
    at: item.at,
    by: item.actor.name,
    number: whole ? all.length - index : undefined,
    fields,
  }))
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** What differs between two versions, as changes from the earlier to the later one. What came and went again is no difference. */
export function differences(versions: readonly Version[], from: number, to: number): Part[] {
  const [early, late] = from < to ? [from, to] : [to, from]
  const found = new Map<string, Part>()
  for (const { seq, fields } of versions.toReversed()) {
    if (seq <= early || seq > late) continue
    for (const part of fields) {
      const first = found.get(part.field)
      found.set(part.field, first ? joined(first, part) : part)
    }
  }
  return [...found.values()].filter(part => !same(part.before, part.after))
}

function joined(first: Part, last: Part): Part {
  const { display_after: _, ...begun } = first
  return {
    ...begun,
    after: last.after,
    ...(last.display_after === undefined ? {} : { display_after: last.display_after }),
  }
}
