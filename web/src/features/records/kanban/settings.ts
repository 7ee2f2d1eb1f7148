import type { Field, Form, KanbanSettings, Option } from '@/api/types'
import { allFields } from '@/features/fields/system-fields'
import { columnFields } from '@/features/fields/view-kinds'

const NUMBERS: ReadonlySet<string> = new Set(['money', 'number'])
const CARD_FIELDS = 3

export function sumFields(form: Form): Field[] {
  return allFields(form).filter(field => NUMBERS.has(field.kind.type))
}

/** A board for whoever has not set one up: by stage, or else by the first choice, or by owner. */
export function startingKanban(form: Form, columns: readonly { field: string }[]): KanbanSettings | null {
  const fields = columnFields(form)
  const field =
    fields.find(candidate => candidate.kind.type === 'stage') ??
    fields.find(candidate => candidate.kind.type === 'choice') ??
    fields[0]
  if (!field) return null
  const money = sumFields(form).find(candidate => candidate.kind.type === 'money')
  // The owner stands in the card's corner, beside how long it has been idle.
  const apart = new Set([form.title, field.code, 'owner', 'idle_days', 'last_activity_at', 'created_at'])
  const shown = columns.map(column => column.field).filter(code => !apart.has(code))
  return {
    field: field.code,
    fields: shown.slice(0, CARD_FIELDS),
    ...(money ? { sum: money.code } : {}),
  }
}

/** Settings from a view or an address, as far as they name what there is. */
export function readKanban(form: Form, raw: KanbanSettings | null | undefined): KanbanSettings | null {
  if (!raw || !columnFields(form).some(field => field.code === raw.field)) return null
  const known = new Set(allFields(form).map(field => field.code))
  const sum = sumFields(form).find(field => field.code === raw.sum)
  return {
    field: raw.field,
    ...(Array.isArray(raw.fields) ? { fields: raw.fields.filter(code => known.has(code)) } : {}),
    ...(sum ? { sum: sum.code } : {}),
    ...(Array.isArray(raw.collapsed) && raw.collapsed.length > 0 ? { collapsed: raw.collapsed } : {}),
  }
}

/** A column of a board; `''` holds the records without a value. */
export interface BoardColumn {
  key: string
  option?: Option
  name: string
}

export const NO_COLUMN = ''
