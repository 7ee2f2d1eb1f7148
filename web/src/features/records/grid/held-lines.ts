import type { RecordRow } from '@/api/types'
import type { GroupNode } from './groups'

/** What stood on some lines at one moment: a record or a heading. */
export type Held = Map<number, { record?: RecordRow | undefined; group?: GroupNode | undefined }>

interface Shown {
  rowAt: (line: number) => RecordRow | undefined
  groupAt: (line: number) => GroupNode | undefined
  load: (first: number, last: number) => Promise<{ line: number; record: RecordRow }[]>
}

/** Remembers what stands on some lines, as far as it is loaded. Lines held before stay as they were held. */
export function hold(
  lines: Pick<Shown, 'rowAt' | 'groupAt'>,
  some: readonly number[],
  held: Held = new Map(),
): Held {
  for (const line of some) {
    if (held.has(line)) continue
    const [record, group] = [lines.rowAt(line), lines.groupAt(line)]
    if (record || group) held.set(line, { record, group })
  }
  return held
}

/**
 * Lines that stay where they were held, whatever comes, goes or is sorted anew meanwhile: nobody's typing may end up on
 * another record. What colleagues write into the records held is shown nevertheless.
 */
export function heldLines<L extends Shown>(lines: L, held: Held | undefined): L {
  if (!held) return lines
  const fresh = new Map<string, RecordRow>()
  for (const line of held.keys()) {
    const record = lines.rowAt(line)
    if (record) fresh.set(record.id, record)
  }
  const rowAt = (line: number) => {
    const place = held.get(line)
    if (!place) return lines.rowAt(line)
    return place.record && (fresh.get(place.record.id) ?? place.record)
  }
  return {
    ...lines,
    rowAt,
    groupAt: line => (held.has(line) ? held.get(line)?.group : lines.groupAt(line)),
    load: async (first, last) => {
      const found = new Map((await lines.load(first, last)).map(({ line, record }) => [line, record]))
      for (const line of held.keys()) {
        if (line < first || line > last) continue
        const record = rowAt(line)
        if (record) found.set(line, record)
        else found.delete(line)
      }
      return [...found].sort(([a], [b]) => a - b).map(([line, record]) => ({ line, record }))
    },
  }
}
