import type { RecordRow } from '@/api/types'
import type { GroupNode } from './groups'

/** What stood on some lines at one moment: a record, a heading, or nothing yet. */
export type Held = ReadonlyMap<number, { record?: RecordRow | undefined; group?: GroupNode | undefined }>

interface Shown {
  rowAt: (line: number) => RecordRow | undefined
  groupAt: (line: number) => GroupNode | undefined
}

/** Remembers what stands on the lines in view. */
export function hold(lines: Shown, inView: readonly number[]): Held {
  return new Map(inView.map(line => [line, { record: lines.rowAt(line), group: lines.groupAt(line) }]))
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
  return {
    ...lines,
    rowAt: line => {
      const place = held.get(line)
      if (!place) return lines.rowAt(line)
      return place.record && (fresh.get(place.record.id) ?? place.record)
    },
    groupAt: line => (held.has(line) ? held.get(line)?.group : lines.groupAt(line)),
  }
}

/** On which of some lines a record stands now. */
export const lineOf = (lines: Shown, some: readonly number[], id: string): number | undefined =>
  some.find(line => lines.rowAt(line)?.id === id)
