import type { Field, RecordRow } from '@/api/types'
import { rangeOf } from './cell-range'
import type { GridState, Place, ShownState, Spot } from './grid-state'
import type { GroupNode } from './groups'

interface Standing {
  rowAt: (line: number) => RecordRow | undefined
  groupAt: (line: number) => GroupNode | undefined
}

/** What the places of the grid are found on. */
export interface Ground {
  lines: Standing
  fields: readonly Field[]
  total: number
  inView: readonly number[]
}

/** A record may be out of view: it is looked for near its old line too. */
export const NEAR = 50

export const around = (line: number): number[] => {
  const first = Math.max(0, line - NEAR)
  return Array.from({ length: line + NEAR + 1 - first }, (_, at) => first + at)
}

/** What stands on a line, as far as it is loaded. */
function standing(lines: Standing, line: number): string | undefined {
  const record = lines.rowAt(line)
  if (record) return record.id
  const heading = lines.groupAt(line)
  return heading && `heading ${heading.id}`
}

/** On which of some lines a record, or a heading, stands now. */
export const lineOf = (lines: Standing, some: readonly number[], id: string): number | undefined =>
  some.find(line => standing(lines, line) === id)

/** The place that somebody means by a line and a column. */
export const placeAt = ({ lines, fields }: Pick<Ground, 'lines' | 'fields'>, { row, col }: Spot): Place => ({
  row,
  col,
  id: standing(lines, row),
  field: fields[col]?.code,
})

const columnOf = (fields: readonly Field[], { col, field }: Place): number =>
  field === undefined || fields[col]?.code === field ? col : fields.findIndex(one => one.code === field)

/** A place as it stands now. `sure` is false while its line is not loaded; null: its record or its field is not there. */
function found(
  place: Place,
  { lines, fields, total, inView }: Ground,
): { place: Place; sure: boolean } | null {
  const col = columnOf(fields, place)
  if (col < 0) return null
  const field = place.field ?? fields[col]?.code
  const here = standing(lines, place.row)
  const at = (row: number, id: string | undefined) =>
    row === place.row && col === place.col && id === place.id && field === place.field
      ? place
      : { row, col, id, field }
  if (place.id === undefined || here === place.id)
    return { place: at(place.row, here), sure: here !== undefined }
  // Not loaded: nobody can say.
  if (here === undefined && place.row < total) return { place: at(place.row, place.id), sure: false }
  const line = lineOf(lines, [...inView, ...around(place.row)], place.id)
  return line === undefined ? null : { place: at(line, place.id), sure: true }
}

const moved = (place: Place, by: number, total: number): Place =>
  by === 0 ? place : { ...place, row: Math.max(0, Math.min(total - 1, place.row + by)) }

/** Whether a selection still lies on the records that it was seen on, as far as they are in view. */
function isSame(old: GridState, active: Place, head: Place, { lines, inView }: Ground): boolean {
  if (!old.active || head.row - active.row !== (old.head?.row ?? 0) - old.active.row) return false
  const { top, bottom } = rangeOf(active, head)
  return inView.every(line => {
    if (line < top || line > bottom) return true
    const [known, here] = [old.seen.get(line - active.row), standing(lines, line)]
    return known === undefined || here === undefined || known === here
  })
}

/** A cell in hand, and nothing else. */
export const inHand = (active: Place): GridState => ({ active, head: null, editing: null, seen: new Map() })

/** A selection drawn to another corner. What is not selected any more was not seen. */
export function drawnTo(old: GridState, head: Place | null): GridState {
  const from = old.active?.row ?? 0
  const [was, now] = [(old.head?.row ?? from) - from, (head?.row ?? from) - from]
  const within = (by: number) => (now < 0 ? by <= 0 && by >= now : by >= 0 && by <= now)
  const seen = within(was) ? old.seen : new Map([...old.seen].filter(([by]) => within(by)))
  return { ...old, head, editing: null, held: undefined, seen }
}

export interface Settled {
  /** What to go on from: the state given, where nothing has moved. */
  kept: GridState
  shown: ShownState
}

/**
 * Finds the cells in hand again on lines that came, went or were sorted anew. A cell whose record is not there is not
 * active, so that no key reaches whatever stands in its place; a selection into which another record slid is let go but
 * for its first cell.
 */
export function settle(old: GridState, ground: Ground): Settled {
  if (!old.active) return { kept: old, shown: { ...old, last: null } }
  const first = found(old.active, ground)
  if (!first)
    return { kept: old, shown: { ...old, active: null, head: null, editing: null, last: old.active } }
  const other = old.head && found(old.head, ground)
  let [active, head] = [first.place, other?.place ?? null]
  if (old.head && other && head) {
    // What is out of sight is taken to have moved along with what is in sight.
    if (first.sure && !other.sure) head = moved(head, active.row - old.active.row, ground.total)
    else if (other.sure && !first.sure) active = moved(active, head.row - old.head.row, ground.total)
    if (!isSame(old, active, head, ground)) head = null
  }
  const same = active === old.active && head === old.head
  const kept = same ? old : { ...old, active, head, seen: old.head && !head ? new Map() : old.seen }
  return { kept, shown: { ...kept, last: active } }
}

/** Notes on which records a selection is seen. */
export function see({ active, head, seen }: GridState, { lines, inView }: Ground): void {
  if (!active) return
  const { top, bottom } = rangeOf(active, head ?? active)
  for (const line of inView) {
    const id = line >= top && line <= bottom && !seen.has(line - active.row) && standing(lines, line)
    if (id) seen.set(line - active.row, id)
  }
}

/** Whether records that were loaded for a selection are those that it was seen on. */
export function isOn(
  { active, head, seen }: GridState,
  loaded: readonly { line: number; record: RecordRow }[],
) {
  if (!active) return false
  return loaded.every(({ line, record }) => {
    const known = line === active.row ? active.id : line === head?.row ? head.id : seen.get(line - active.row)
    return known === undefined || known === record.id
  })
}

/** The records between two, both included, in whichever order they stand; none while one of them is not there. */
export function between<T extends { record: RecordRow }>(
  rows: readonly T[],
  one: string,
  other: string,
): T[] {
  const ends = [one, other].map(id => rows.findIndex(row => row.record.id === id))
  const [first, last] = [Math.min(...ends), Math.max(...ends)]
  return first < 0 ? [] : rows.slice(first, last + 1)
}
