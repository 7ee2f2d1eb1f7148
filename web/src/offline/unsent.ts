import { create } from 'zustand'
import type { BatchCommand } from '@/api/records'
import type { Value } from '@/api/types'
import { readStored, writeStored } from '@/lib/stored'

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
}

/** A write that waits for the server: an edit of one record, or many that are one batch. It outlives the page. */
export interface Unsent {
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
}

interface State {
  person: string | undefined
  /** Those of this person, in the order they were made. */
  edits: readonly Unsent[]
  /** The storage is full or closed: nothing outlives the page. */
  full: boolean
}

const KEY = 'unsent'

export const useUnsent = create<State>(() => ({ person: undefined, edits: [], full: false }))

const read = (): Unsent[] => readStored<Unsent[]>(KEY, [])
const keysOf = (edits: readonly Unsent[]): string => edits.map(edit => edit.key).join()

/** From now on it is this person who works here. */
export function openUnsent(person: string): void {
  const { person: was, edits: held, full } = useUnsent.getState()
  if (was === person && full) return
  const secret = was === person ? held.filter(edit => edit.secret) : []
  const own = read().filter(edit => edit.person === person)
  useUnsent.setState({ person, edits: [...own, ...secret], full: false })
}

/** Reads what another tab wrote. */
export function rereadUnsent(): void {
  const { person } = useUnsent.getState()
  if (person !== undefined) openUnsent(person)
}

/** Another tab may have changed the queue: every change starts from what is stored. */
function change(edit: (edits: readonly Unsent[]) => readonly Unsent[]): void {
  const { person, edits: mine, full } = useUnsent.getState()
  const kept = read()
  const now = edit(
    full
      ? [...kept.filter(other => other.person !== person), ...mine]
      : [...kept, ...mine.filter(other => other.secret)],
  )
  const storable = now.filter(other => !other.secret)
  writeStored(KEY, storable.length > 0 ? storable : undefined)
  useUnsent.setState({
    edits: now.filter(other => other.person === person),
    full: keysOf(read()) !== keysOf(storable),
  })
}

/** Whether all that waits outlives the page. */
export const isKept = ({ edits, full }: Pick<State, 'edits' | 'full'>): boolean =>
  !full && !edits.some(edit => edit.secret)

export function keepUnsent(...edits: Unsent[]): void {
  const [first] = edits
  if (!first) return
  if (useUnsent.getState().person !== first.person) openUnsent(first.person)
  change(all => [...all, ...edits])
}

/** Puts others in the place of one. */
export const replaceUnsent = (key: string, by: readonly Unsent[]): void =>
  change(all => all.flatMap(edit => (edit.key === key ? by : [edit])))

/** Takes those that still wait out of the queue, and answers with them. */
export function withdrawUnsent(keys: readonly string[]): Unsent[] {
  const taken = useUnsent.getState().edits.filter(edit => keys.includes(edit.key))
  if (taken.length > 0) change(all => all.filter(edit => !keys.includes(edit.key)))
  return taken
}

export const hasUnsent = (id: string): boolean =>
  useUnsent.getState().edits.some(edit => edit.records.some(record => record.id === id))

type Edits = Pick<State, 'edits'>

/** The fields of a record that wait, as one text: a row of a table compares it with its last one. */
export function unsentOn({ edits }: Edits, id: string | undefined): string {
  if (id === undefined || edits.length === 0) return ''
  const codes = edits.flatMap(edit =>
    edit.records.flatMap(record => (record.id === id ? Object.keys(record.values) : [])),
  )
  return [...new Set(codes)].join(' ')
}

/** How many cells wait; one that was edited twice waits once. */
export function countUnsent({ edits }: Edits): number {
  const cells = new Set<string>()
  for (const edit of edits)
    for (const { id, values } of edit.records)
      for (const code of Object.keys(values)) cells.add(`${id} ${code}`)
  return cells.size
}
