import { create } from 'zustand'
import { readStored, writeStored } from '@/lib/stored'

/** A value that its field or the server would not take, in words as they were when it was refused. */
export interface RefusedCell {
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
}

interface State {
  person: string | undefined
  /** By record: a row of a table looks for its own only. */
  cells: ReadonlyMap<string, readonly RefusedCell[]>
}

const KEY = 'refused'
const NONE: readonly RefusedCell[] = []

export const useRefused = create<State>(() => ({ person: undefined, cells: new Map() }))

export const refusedOn = (
  { cells }: Pick<State, 'cells'>,
  record: string | undefined,
): readonly RefusedCell[] => (record !== undefined && cells.get(record)) || NONE

/** Those that are listed. */
export const lateOf = ({ cells }: Pick<State, 'cells'>): RefusedCell[] =>
  [...cells.values()].flat().filter(cell => cell.late)

function byRecord(cells: readonly RefusedCell[]): State['cells'] {
  const map = new Map<string, RefusedCell[]>()
  for (const cell of cells) map.set(cell.record, [...(map.get(cell.record) ?? []), cell])
  return map
}

/** From now on it is this person who works here: what others were refused is not shown. */
export function openRefused(person: string): void {
  const { person: was, cells } = useRefused.getState()
  const early = was === person ? [...cells.values()].flat().filter(cell => !cell.late) : []
  const late = readStored<RefusedCell[]>(KEY, []).filter(cell => cell.person === person)
  useRefused.setState({ person, cells: byRecord([...late, ...early]) })
}

function put(cells: readonly RefusedCell[]): void {
  const { person } = useRefused.getState()
  const others = readStored<RefusedCell[]>(KEY, []).filter(cell => cell.person !== person)
  const late = [...others, ...cells.filter(cell => cell.late)]
  writeStored(KEY, late.length > 0 ? late : undefined)
  useRefused.setState({ cells: byRecord(cells) })
}

const all = (): RefusedCell[] => [...useRefused.getState().cells.values()].flat()

export function addRefused(added: readonly RefusedCell[]): void {
  const [first] = added
  if (!first) return
  if (useRefused.getState().person !== first.person) openRefused(first.person)
  const keys = new Set(added.map(cell => `${cell.record} ${cell.field}`))
  put([...all().filter(cell => !keys.has(`${cell.record} ${cell.field}`)), ...added])
}

/** A new value was given there, or the old one given up. */
export function forgetRefused(record: string, fields: readonly string[]): void {
  const held = useRefused.getState().cells.get(record)
  if (!held?.some(cell => fields.includes(cell.field))) return
  put(all().filter(cell => cell.record !== record || !fields.includes(cell.field)))
}

/** Something else is being written in the form: what the last paste was refused is over. */
export function forgetEarly(form: string): void {
  const cells = all()
  const left = cells.filter(cell => cell.late || cell.form !== form)
  if (left.length < cells.length) put(left)
}
