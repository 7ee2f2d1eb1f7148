import type { QueryClient } from '@tanstack/react-query'
import { Problem } from '@/api/http'
import { keys } from '@/api/queries'
import { updateRecord } from '@/api/records'
import type { RecordFull, Value } from '@/api/types'
import { recordValue, sameValue } from '@/features/fields/field-values'
import { asOwnWrite } from '@/live/own-writes'
import { canWait } from '@/offline/send'
import { settle } from './cached-records'
import { freshenNumbers } from './fresh-numbers'
import { newest, noteWrite } from './revisions'

/** How writing one record ended. */
export type Written =
  | { outcome: 'saved' }
  | { outcome: 'unreached' }
  /** `current`: the record as it is now, where somebody else changed the same. */
  | { outcome: 'refused'; error: unknown; current?: RecordFull }

/** Sends fields of one record, based on `rev` or on what this tab wrote since, and puts the answer in place. */
export async function writeOne(
  client: QueryClient,
  form: string,
  id: string,
  rev: number,
  values: Readonly<Record<string, Value>>,
): Promise<Written> {
  const codes = Object.keys(values)
  const base = newest(id, rev, codes)
  try {
    const answer = await asOwnWrite(id, () => updateRecord(form, id, base, { ...values }))
    noteWrite(id, base, answer.rev, codes)
    settle(client, form, answer)
    void client.invalidateQueries({ queryKey: keys.history(form, id) })
    freshenNumbers(client, form, codes)
    return { outcome: 'saved' }
  } catch (error) {
    if (canWait(error)) return { outcome: 'unreached' }
    const current = conflicting(error)
    if (!current) return { outcome: 'refused', error }
    // An earlier try arrived, and only its answer was lost.
    if (codes.every(code => sameValue(recordValue(current, code), values[code]))) {
      noteWrite(id, base, current.rev, codes, false)
      settle(client, form, current)
      return { outcome: 'saved' }
    }
    return { outcome: 'refused', error, current }
  }
}

/** The record as it is now, where a refusal says that somebody else changed it. */
const conflicting = (error: unknown): RecordFull | undefined =>
  error instanceof Problem && error.code === 'conflict' && error.body.current
    ? (error.body.current as RecordFull)
    : undefined

/** The fields that somebody else changed as well. */
export function fieldsInConflict(error: unknown, values: Readonly<Record<string, Value>>): string[] {
  const named = error instanceof Problem ? error.body.fields : undefined
  return Array.isArray(named) ? named.map(String) : Object.keys(values)
}
