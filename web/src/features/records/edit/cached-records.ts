import type { QueryClient } from '@tanstack/react-query'
import { keys } from '@/api/queries'
import type { RecordFull, RecordRow, Value } from '@/api/types'

type Values = Record<string, Value>
type Displays = Record<string, string | null>

/** Lays values over a record wherever it is cached. Its place in a list does not change: an edited row stays under the hand. */
export function overlay(
  client: QueryClient,
  form: string,
  id: string,
  values: Values,
  display: Displays,
): void {
  change(client, form, id, row => ({
    ...row,
    values: { ...row.values, ...values },
    display: { ...row.display, ...display },
  }))
  client.setQueryData<RecordFull>(keys.record(form, id), old => {
    if (!old) return old
    const system = { ...old.system }
    for (const [code, value] of Object.entries(values)) if (code in system) system[code] = value
    return { ...old, system }
  })
}

/** Puts the server's answer in place of what we laid over. */
export function settle(client: QueryClient, form: string, answer: RecordRow | RecordFull): void {
  change(client, form, answer.id, row => {
    const values = { ...row.values }
    for (const code of Object.keys(values)) {
      if (code in answer.values) values[code] = answer.values[code] ?? null
      else if ('system' in answer && code in answer.system) values[code] = answer.system[code] ?? null
    }
    return { ...row, rev: answer.rev, values, display: { ...row.display, ...answer.display } }
  })
  if ('system' in answer) client.setQueryData(keys.record(form, answer.id), answer)
}

function change(client: QueryClient, form: string, id: string, map: (row: RecordRow) => RecordRow): void {
  client.setQueriesData<RecordRow[]>({ queryKey: keys.pages(form) }, rows =>
    rows?.some(row => row.id === id) ? rows.map(row => (row.id === id ? map(row) : row)) : rows,
  )
  client.setQueryData<RecordFull>(keys.record(form, id), old => (old ? (map(old) as RecordFull) : old))
}
