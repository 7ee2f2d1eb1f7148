import { create } from 'zustand'
import type { Value } from '@/api/types'
import { behind, type Kept, shelf } from './shelf'

/** A value that its field or the server would not take, in words as they were when it was refused. */
export interface RefusedCell extends Kept {
  person: string
  form: string
  record: string
  field: string
  /** The record's title, the field's name. */
  title: string
  name: string
  text: string
  reason: string
  /** It had waited: whoever wrote it may be elsewhere by now, so it is listed, and outlives the page. */
  late?: boolean
  /** It was to be in a record that was never made: what all of it was to hold. */
  unmade?: Readonly<Record<string, Value>>
  /** But for what was sensitive in it. */
  less?: boolean
  /** The storage is full or closed: it lives with the page. */
  loose?: boolean
}

interface State {
  person: string | undefined
  /** By record: a row of a table looks for its own only. */
  cells: ReadonlyMap<string, readonly RefusedCell[]>
}

const keyOf = ({ person, record, field }: RefusedCell): string => `${person} ${record} ${field}`
const shelved = shelf<RefusedCell>('refused', 'refused', keyOf)
const NONE: readonly RefusedCell[] = []

export const useRefused = create<State>(() => ({ person: undefined, cells: new Map() }))

export const refusedOn = (
  { cells }: Pick<State, 'cells'>,
  record: string | undefined,
): readonly RefusedCell[] => (record !== undefined && cells.get(record)) || NONE

/** Those that are listed. */
export const lateOf = ({ cells }: Pick<State, 'cells'>): RefusedCell[] =>
  [...cells.values()].flat().filter(cell => cell.late)

/** They as they are listed: of a row that was never made all that it was refused is one thing. */
export function listedOf(state: Pick<State, 'cells'>): RefusedCell[][] {
  const listed: RefusedCell[][] = []
  for (const cell of lateOf(state)) {
    const row = cell.unmade && listed.find(([first]) => first?.unmade && first.record === cell.record)
    if (row) row.push(cell)
    else listed.push([cell])
  }
  return listed
}

function byRecord(cells: readonly RefusedCell[]): State['cells'] {
  const map = new Map<string, RefusedCell[]>()
  for (const cell of cells) map.set(cell.record, [...(map.get(cell.record) ?? []), cell])
  return map
}

/** From now on it is this person who works here: what others were refused is not shown. */
export function openRefused(person: string): void {
  const { person: was } = useRefused.getState()
  show(person, was === person ? all().filter(cell => !cell.late || cell.loose) : [])
}

/** Reads what another tab wrote. */
export function rereadRefusedOn(event: StorageEvent): void {
  const { person } = useRefused.getState()
  if (person !== undefined && shelved.isOf(event)) openRefused(person)
}

function show(person: string, here: readonly RefusedCell[]): void {
  const known = new Set(here.map(keyOf))
  const late = shelved.read().filter(cell => cell.person === person && !known.has(keyOf(cell)))
  useRefused.setState({ person, cells: byRecord([...late, ...here]) })
}

const all = (): RefusedCell[] => [...useRefused.getState().cells.values()].flat()

/** Takes these out, and puts others in their place. */
function change(gone: readonly RefusedCell[], added: readonly RefusedCell[] = []): void {
  const { person } = useRefused.getState()
  if (person === undefined) return
  const out = new Set([...gone, ...added].map(keyOf))
  for (const key of out) shelved.drop(key)
  const next = behind(shelved.read())
  const here = added.flatMap((cell, at): RefusedCell[] => {
    if (!cell.late) return [cell]
    const late = { ...cell, place: [next + at] }
    return shelved.put(late) ? [] : [{ ...late, loose: true }]
  })
  const stay = all().filter(cell => (!cell.late || cell.loose) && !out.has(keyOf(cell)))
  show(person, [...stay, ...here])
}

export function addRefused(added: readonly RefusedCell[]): void {
  const [first] = added
  if (!first) return
  if (useRefused.getState().person !== first.person) openRefused(first.person)
  change([], added)
}

/** A new value was given there, or the old one given up. */
export function forgetRefused(record: string, fields: readonly string[]): void {
  const held = useRefused.getState().cells.get(record)
  const gone = held?.filter(cell => fields.includes(cell.field)) ?? []
  if (gone.length > 0) change(gone)
}

/** The row was made after all, or is given up. */
export function forgetRow(record: string): void {
  change(refusedOn(useRefused.getState(), record))
}

/** What a row that was never made is to hold by now. */
export function changeUnmade(record: string, values: Readonly<Record<string, Value>>): void {
  const held = refusedOn(useRefused.getState(), record).filter(cell => cell.unmade)
  if (held.length > 0)
    change(
      [],
      held.map(cell => ({ ...cell, unmade: values })),
    )
}

/** Something else is being written in the form: what the last paste was refused is over. */
export function forgetEarly(form: string): void {
  const gone = all().filter(cell => !cell.late && cell.form === form)
  if (gone.length > 0) change(gone)
}
