import { Problem, wasAnswered } from '@/api/http'
import { createRecord, updateRecord } from '@/api/records'
import type { Form, Value } from '@/api/types'
import { sameValue } from '@/features/fields/field-values'
import { newId, newKey } from '@/lib/ids'
import type { Values } from './draft'

/** One new record, however often it is sent: its id stays, so that it is made once. */
export interface Attempt {
  id: string
  /** The Idempotency-Key of the last try. */
  key?: string
  /** What was sent, and nobody knows whether it arrived. */
  tries: readonly Values[]
  /** They were sent from an earlier dialog. */
  kept?: boolean
  /** A row that was refused and is put right: of its first tries nothing is known here. */
  mends?: boolean
}

export const newAttempt = (): Attempt => ({ id: newId('rec'), tries: [] })

/** What a record has that was just made: what others changed since is a conflict, and not overwritten. */
const FIRST_REV = 1

/**
 * Makes the record, or finds that an earlier try made it and writes what was changed since that. `keep` is called before
 * anything is sent: a page that is closed meanwhile must not make it again. Answers with its id.
 */
export async function make(
  form: Form,
  held: { current: Attempt },
  values: Values,
  keep: () => void,
): Promise<string> {
  const { id, tries, ...before } = held.current
  // A key is of one request, to the letter.
  const again = JSON.stringify(tries.at(-1)) === JSON.stringify(values)
  const key = (again && before.key) || newKey()
  held.current = { ...held.current, key, tries: again ? tries : [...tries, values] }
  keep()
  try {
    return (await createRecord(form.code, { id, values }, key)).id
  } catch (error) {
    if (isTaken(error) && (tries.length > 0 || before.mends)) {
      if (isAnother(form, held.current, tries, values)) {
        held.current = newAttempt()
        return make(form, held, values, keep)
      }
      await amend(form, id, before.mends ? values : changed(tries, values))
      return id
    }
    // Refused as a whole: of this try it is known that it made nothing.
    if (wasAnswered(error)) held.current = { ...held.current, tries }
    throw error
  }
}

const isTaken = (error: unknown): boolean => error instanceof Problem && error.code === 'id_taken'

/** Whoever found the words of an earlier dialog there and gave it another title writes of something else. */
const isAnother = (form: Form, { kept }: Attempt, tries: readonly Values[], values: Values): boolean =>
  kept === true && differing(tries, values).includes(form.title)

const differing = (tries: readonly Values[], values: Values): string[] =>
  [...new Set([values, ...tries].flatMap(Object.keys))].filter(code =>
    tries.some(tried => !sameValue(tried[code] ?? null, values[code] ?? null)),
  )

/** Which of the tries arrived is not known: what is otherwise in any of them is given. */
const changed = (tries: readonly Values[], values: Values): Values =>
  Object.fromEntries(differing(tries, values).map((code): [string, Value] => [code, values[code] ?? null]))

async function amend(form: Form, id: string, values: Values): Promise<void> {
  if (Object.keys(values).length > 0) await updateRecord(form.code, id, FIRST_REV, values)
}
