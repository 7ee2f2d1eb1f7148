import type { Field, Form, Kind } from '@/api/types'
import { i18n } from '@/i18n/setup'

const KINDS: Record<string, { kind: Kind; edit?: boolean }> = {
  owner: { kind: { type: 'person' }, edit: true },
  department: { kind: { type: 'department' } },
  last_activity_at: { kind: { type: 'date_time' } },
  idle_days: { kind: { type: 'idle_days' } },
  activity_count: { kind: { type: 'number', decimals: 0 } },
  next_activity_at: { kind: { type: 'date_time' }, edit: true },
  created_at: { kind: { type: 'date_time' } },
  created_by: { kind: { type: 'person' } },
  updated_at: { kind: { type: 'date_time' } },
  updated_by: { kind: { type: 'person' } },
}

/** The columns every record has, as fields, in the order in which pickers list them. */
export function systemFields(): Field[] {
  return Object.entries(KINDS).map(([code, { kind, edit }]) => ({
    id: code,
    code,
    name: i18n.t(`fields:system.${code}`),
    kind,
    can: { edit: Boolean(edit) },
    system: true,
  }))
}

/** All columns a person can show, filter and sort: the form's own first. */
export function allFields(form: Form): Field[] {
  return [...form.fields.filter(field => !field.archived), ...systemFields()]
}

export function fieldByCode(form: Pick<Form, 'fields'>, code: string): Field | undefined {
  return form.fields.find(field => field.code === code) ?? systemFields().find(field => field.code === code)
}
