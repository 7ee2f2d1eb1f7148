import type { Form, Value } from '@/api/types'
import { changeUnmade, forgetRow } from '@/offline/refused'
import { filled, keepDraft, readDraft, type Values, withoutSensitive } from './draft'

/** Where what is typed into a new record is kept until it is made. */
export interface Slot {
  read: () => Values
  /** Keeps these, or nothing any more; whether they are found again in the next new record. */
  keep: (values: Values | undefined) => boolean
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
      keep: typed => keepDraft(person, form, typed),
      made: () => void keepDraft(person, form, undefined),
    }
  return {
    read: () => ({}),
    keep: typed => {
      changeUnmade(mends, typed ? filled(withoutSensitive(form, typed)) : values)
      return false
    },
    made: () => forgetRow(mends),
  }
}
