import type { QueryClient } from '@tanstack/react-query'
import { keys } from '@/api/queries'
import type { RecordFull, RecordRow, Value } from '@/api/types'

type Values = Record<string, Value>
type Displays = Record<string, string | null>
type Change = (row: RecordRow) => RecordRow

/** What is laid over one record. */
export interface Overlay {
  values: Values
  display: Displays
}

/** Lays values over records wherever they are cached. Their places in a list do not change: an edited row stays under the hand. */
export function overlayMany(client: QueryClient, form: string, overlays: ReadonlyMap<string, Overlay>): void {
  const changes = new Map<string, Change>()
  for (const [id, { values, display }] of overlays)
    changes.set(id, row => ({
      ...row,
      values: { ...row.values, ...values },
      display: { ...row.display, ...display },
    }))
  change(client, form, changes)
  for (const [id, { values }] of overlays)
    client.setQueryData<RecordFull>(keys.record(form, id), old => {
      if (!old) return old
      const system = { ...old.system }
      for (const [code, value] of Object.entries(values)) if (code in system) system[code] = value
      return { ...old, system }
    })
}

export function overlay(
  client: QueryClient,
  form: string,
  id: string,
  values: Values,
  display: Displays,
): void {
  overlayMany(client, form, new Map([[id, { values, display }]]))
}

/** Puts the server's answers in place of what we laid over. */
export function settleMany(
  client: QueryClient,
  form: string,
  answers: readonly (RecordRow | RecordFull)[],
): void {
  change(client, form, new Map(answers.map(answer => [answer.id, row => settled(row, answer)])))
  for (const answer of answers)
    if ('system' in answer) client.setQueryData(keys.record(form, answer.id), answer)
}

export const settle = (client: QueryClient, form: string, answer: RecordRow | RecordFull): void =>
  settleMany(client, form, [answer])

/** A row with what an answer says of the columns the row has. Words of empty values are left out of answers. */
export function settled(row: RecordRow, answer: RecordRow | RecordFull): RecordRow {
  const values = { ...row.values }
  const display = { ...row.display }
  for (const code of Object.keys(values)) {
    if (code in answer.values) values[code] = answer.values[code] ?? null
    else if ('system' in answer && code in answer.system) values[code] = answer.system[code] ?? null
    else continue
    display[code] = answer.display[code] ?? null
  }
  return { ...row, rev: answer.rev, values, display }
}

function change(client: QueryClient, form: string, changes: ReadonlyMap<string, Change>): void {
  client.setQueriesData<RecordRow[]>({ queryKey: keys.pages(form) }, rows =>
    rows?.some(row => changes.has(row.id)) ? rows.map(row => changes.get(row.id)?.(row) ?? row) : rows,
  )
  for (const [id, map] of changes)
    client.setQueryData<RecordFull>(keys.record(form, id), old => (old ? (map(old) as RecordFull) : old))
}
