import type { Form, Value } from '@/api/types'
import { isBlank, sameValue } from '@/features/fields/field-values'
import { isEditable } from '@/features/fields/registry'
import type { Values } from './draft'

export interface Proposed {
  field: string
  value: Value
  kind: string
  text: string
  /** The dialog has another value there already. */
  replaces: boolean
}

/** What a text proposes, without what the dialog has no control for or holds already. */
export function proposalsFor(
  form: Form,
  answer: { values: Values; because: { field: string; kind: string; text: string }[] },
  held: Values,
): Proposed[] {
  return answer.because.flatMap(({ field, kind, text }) => {
    const value = answer.values[field]
    const definition = form.fields.find(candidate => candidate.code === field)
    if (value === undefined || !definition || !isEditable(definition)) return []
    const before = held[field]
    if (sameValue(before ?? null, value)) return []
    return [{ field, value, kind, text, replaces: !isBlank(before) }]
  })
}

/** Whether text pasted into a dialog is more than one value: then it is read instead of put into one field. */
export function isForReading(text: string, target: EventTarget | null, untouched: boolean): boolean {
  if (!untouched || text.trim().length < 4) return false
  if (target instanceof HTMLTextAreaElement) return false
  return !(target instanceof HTMLInputElement) || isSeveral(text.trim())
}

/** Several lines, or one line with a number or an address among other words. */
function isSeveral(text: string): boolean {
  if (/\S\s*\n\s*\S/.test(text)) return true
  return text.split(/\s+/).length > 2 && /\d{7}|\S@\S/.test(text)
}
