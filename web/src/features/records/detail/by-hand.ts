import type { Field, Form } from '@/api/types'

/** The action whose end an option tells: it is reached by the action, not set by hand. */
export const actionTo = (form: Form, field: string, option: string): Form['actions'][number] | undefined =>
  (form.actions ?? []).find(action => action.does?.mark?.[field] === option)

/** A field with the options that a person sets themselves, and the one it holds. */
export function byHand(form: Form, field: Field, held?: string): Field {
  const { options } = field.kind
  if (!options?.some(option => actionTo(form, field.code, option.code))) return field
  const left = options.filter(option => option.code === held || !actionTo(form, field.code, option.code))
  return { ...field, kind: { ...field.kind, options: left } }
}
