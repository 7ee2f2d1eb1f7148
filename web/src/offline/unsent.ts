import { create } from 'zustand'
import type { BatchCommand } from '@/api/records'
import type { Value } from '@/api/types'
import { behind, inOrder, type Kept, shelf } from './shelf'

/** How a try to save ended: `unreached` = the server did not get it, or nobody knows. */
export type Outcome = 'saved' | 'refused' | 'unreached'

type Values = Readonly<Record<string, Value>>
type Displays = Readonly<Record<string, string | null>>

/** What a write shows on one record, and what stood there before. */
export interface Laid {
  id: string
  title: string
  values: Values
  display: Displays
  before: Values
  beforeDisplay: Displays
  /** The record itself comes or goes. */
  does?: 'make' | 'trash'
}

/** A record that goes, with all that stands in it. */
export const WHOLE = '*'

/** A write that waits for the server: an edit of one record, or many that are one batch. It outlives the page. */
export interface Unsent extends Kept {
  /** The Idempotency-Key of every try of a batch. */
  key: string
  /** Who made it: nobody else sees or sends it. */
  person: string
  form: string
  records: readonly Laid[]
  /** What an edit of one record was based on. */
  rev?: number
  commands?: readonly BatchCommand[]
  /** The act that they go on with. */
  batch?: string
  /** It holds a sensitive value, which no browser keeps: it lives with the page only. */
  secret?: boolean
  /** The storage is full or closed: it lives with the page as well. */
  loose?: boolean
}

interface State {
  person: string | undefined
  /** Those of this person, in the order they were made. */
  edits: readonly Unsent[]
}

export const useUnsent = create<State>(() => ({ person: undefined, edits: [] }))

const keyOf = ({ key }: Unsent): string => key
const shelved = shelf<Unsent>('unsent', 'unsent', keyOf)

/** Whether it goes with the page. */
const isLoose = ({ secret, loose }: Unsent): boolean => secret === true || loose === true

/** From now on it is this person who works here. */
export function openUnsent(person: string): void {
  const { person: was, edits } = useUnsent.getState()
  show(person, was === person ? edits.filter(isLoose) : [])
}

function show(person: string, loose: readonly Unsent[]): void {
  const here = new Set(loose.map(keyOf))
  const own = shelved.read().filter(edit => edit.person === person && !here.has(edit.key))
  useUnsent.setState({ person, edits: inOrder([...own, ...loose], keyOf) })
}

/** Reads what another tab wrote. */
export function rereadUnsent(): void {
  const { person } = useUnsent.getState()
  if (person !== undefined) openUnsent(person)
}

export function rereadUnsentOn(event: StorageEvent): void {
  if (shelved.isOf(event)) rereadUnsent()
}

/** Whether all that waits outlives the page. */
export const isKept = ({ edits }: Edits): boolean => !edits.some(isLoose)

/** Writes these down, and tries once more with what the storage had no room for. */
function put(edits: readonly Unsent[]): void {
  const { person, edits: held } = useUnsent.getState()
  if (person === undefined) return
  const all = new Map([...held.filter(isLoose), ...edits].map(edit => [edit.key, edit]))
  const loose = [...all.values()].flatMap(({ loose: _, ...edit }): Unsent[] =>
    edit.secret ? [edit] : shelved.put(edit) ? [] : [{ ...edit, loose: true }],
  )
  show(person, loose)
}

function drop(keys: readonly string[]): void {
  const { person, edits } = useUnsent.getState()
  for (const key of keys) shelved.drop(key)
  if (person === undefined) return
  show(
    person,
    edits.filter(edit => isLoose(edit) && !keys.includes(edit.key)),
  )
}

export function keepUnsent(...edits: Unsent[]): void {
  const [first] = edits
  if (!first) return
  if (useUnsent.getState().person !== first.person) openUnsent(first.person)
  const next = behind([...shelved.read(), ...useUnsent.getState().edits])
  put(edits.map((edit, at) => ({ ...edit, place: [next + at] })))
}

/** Puts others in the place of one that still waits; where another tab took it away nothing waits. */
export function replaceUnsent(key: string, by: readonly Unsent[]): void {
  rereadUnsent()
  const held = useUnsent.getState().edits.find(edit => edit.key === key)
  if (!held) return
  const place = held.place ?? [0]
  put(by.map((edit, at) => ({ ...edit, place: at === 0 ? place : [...place, at] })))
  if (!by.some(edit => edit.key === key)) drop([key])
}

/** Takes those that still wait out of the queue, and answers with them. */
export function withdrawUnsent(keys: readonly string[]): Unsent[] {
  // Another tab may have sent some of them.
  rereadUnsent()
  const taken = useUnsent.getState().edits.filter(edit => keys.includes(edit.key))
  if (taken.length > 0) drop(taken.map(keyOf))
  return taken
}

type Edits = Pick<State, 'edits'>

export const hasUnsent = (id: string): boolean =>
  useUnsent.getState().edits.some(edit => edit.records.some(record => record.id === id))

/** The fields of a record that wait, as one text: a row of a table compares it with its last one. `WHOLE`: it is to go. */
export function unsentOn({ edits }: Edits, id: string | undefined): string {
  if (id === undefined || edits.length === 0) return ''
  const codes = edits.flatMap(edit =>
    edit.records.flatMap(record =>
      record.id !== id ? [] : record.does === 'trash' ? WHOLE : Object.keys(record.values),
    ),
  )
  return [...new Set(codes)].join(' ')
}

/** How many cells wait; one that was edited twice waits once, as a record does that comes or goes. */
export function countUnsent({ edits }: Edits): number {
  const cells = new Set<string>()
  for (const edit of edits)
    for (const { id, values, does } of edit.records)
      for (const code of does ? [WHOLE] : Object.keys(values)) cells.add(`${id} ${code}`)
  return cells.size
}
