import type { Form, Value } from '@/api/types'
import { changeUnmade, forgetRow } from '@/offline/refused'
import { type Attempt, newAttempt } from './attempt'
import { filled, keepDraft, readDraft, triedIn, type Values, withoutSensitive } from './draft'

/** Where what is typed into a new record is kept until it is made. */
export interface Slot {
  read: () => Values
  /** As what it is sent: what was sent before and not answered is the same record. */
  attempt: () => Attempt
  /** Keeps these, or nothing any more; whether they are found again in the next new record. */
  keep: (values: Values | undefined, attempt: Attempt) => boolean
  made: () => void
}

/** This browser's draft; for a row that was refused and is put right, what it was to hold. Neither gets into the other. */
export function slotOf(
  person: string,
  form: Form,
  { values, mends }: { values: Readonly<Record<string, Value>>; mends: string | undefined },
): Slot {
  if (mends === undefined)
    return {
      read: () => readDraft(person, form),
      attempt: () => {
        const tried = triedIn(person, form)
        return tried ? { ...tried, kept: true } : newAttempt()
      },
      keep: (typed, attempt) => keepDraft(person, form, typed, attempt),
      made: () => void keepDraft(person, form, undefined),
    }
  return {
    read: () => ({}),
    attempt: () => ({ id: mends, tries: [], mends: true }),
    keep: typed => {
      changeUnmade(mends, typed ? filled(withoutSensitive(form, typed)) : values)
      return false
    },
    made: () => forgetRow(mends),
  }
}
