import type { QueryClient } from '@tanstack/react-query'
import type { RecordRow, Value } from '@/api/types'
import { sameValue } from '@/features/fields/field-values'
import { type Unsent, useUnsent } from './unsent'

type Values = Readonly<Record<string, Value>>

/** The values that are there already, as they are now. */
const within = (old: Values, values: Values): Values =>
  Object.fromEntries(
    Object.entries(old).map(([code, value]) => [code, code in values ? (values[code] ?? null) : value]),
  )

/** A record with what waits for it laid over what the server says; itself where that is nothing new. */
export function laidOver<R extends RecordRow>(row: R, form: string, edits: readonly Unsent[]): R {
  let shown = row
  for (const edit of edits) {
    if (edit.form !== form) continue
    for (const laid of edit.records)
      if (laid.id === row.id) {
        const { values, display } = laid
        shown = {
          ...shown,
          values: { ...shown.values, ...values },
          display: { ...shown.display, ...display },
          ...('system' in shown ? { system: within(shown.system as Values, values) } : {}),
        }
      }
  }
  const news = Object.keys(shown.values).some(code => !sameValue(shown.values[code], row.values[code]))
  return news ? shown : row
}

/** An answer of the server with what waits laid over it; undefined where it needs none. */
export function laidOverAnswer(key: readonly unknown[], data: unknown, edits: readonly Unsent[]): unknown {
  const [what, form] = key
  if (typeof form !== 'string' || data === undefined) return undefined
  if (what === 'pages' && Array.isArray(data)) {
    const rows = data.map(row => laidOver(row as RecordRow, form, edits))
    return rows.some((row, at) => row !== data[at]) ? rows : undefined
  }
  if (what !== 'record' || key.length !== 3) return undefined
  const record = laidOver(data as RecordRow, form, edits)
  return record === data ? undefined : record
}

/** What waits stays in sight above every answer of the server, also after a reload. */
export function keepInSight(client: QueryClient): () => void {
  return client.getQueryCache().subscribe(event => {
    // What this page itself puts into the cache knows what waits.
    if (event.type !== 'updated' || event.action.type !== 'success' || event.action.manual) return
    const { edits } = useUnsent.getState()
    if (edits.length === 0) return
    const { queryKey, state } = event.query
    const laid = laidOverAnswer(queryKey, state.data, edits)
    if (laid !== undefined) client.setQueryData(queryKey, laid, { updatedAt: state.dataUpdatedAt })
  })
}
