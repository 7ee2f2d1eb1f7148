import type { Field, Form, RecordRow } from '@/api/types'
import { isBlank, recordValue } from '@/features/fields/field-values'

type Action = Form['actions'][number]

/**
 * The action whose end an option tells: it is reached by the action, not set by hand. A record that shows that the action was
 * carried out may be set there again.
 */
export function actionTo(
  form: Pick<Form, 'actions'>,
  field: string,
  option: string,
  record?: RecordRow,
): Action | undefined {
  const action = (form.actions ?? []).find(one => one.does?.mark?.[field] === option)
  return action && record && isDone(action, record) ? undefined : action
}

const isDone = (action: Action, record: RecordRow): boolean =>
  (action.does?.steps ?? []).some(
    ({ link_back }) => link_back !== undefined && !isBlank(recordValue(record, link_back)),
  )

/** A field whose options say which of them an action leads to: those are shown, and cannot be picked. */
export function tellingActions(form: Pick<Form, 'actions'>, field: Field, record?: RecordRow): Field {
  const { options } = field.kind
  const held = record && recordValue(record, field.code)
  const leads = (option: string): Action | undefined =>
    option === held ? undefined : actionTo(form, field.code, option, record)
  if (!options?.some(option => leads(option.code))) return field
  const told = options.map(option => {
    const action = leads(option.code)
    return action ? { ...option, reachedBy: action.name } : option
  })
  return { ...field, kind: { ...field.kind, options: told } }
}

/** A field with the options that a person sets themselves, and the one it holds. */
export function byHand(form: Form, field: Field, held?: string): Field {
  const { options } = field.kind
  if (!options?.some(option => actionTo(form, field.code, option.code))) return field
  const left = options.filter(option => option.code === held || !actionTo(form, field.code, option.code))
  return { ...field, kind: { ...field.kind, options: left } }
}
