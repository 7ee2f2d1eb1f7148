import type { Field, RecordRow, Value } from '@/api/types'
import { recordValue, sameValue } from '@/features/fields/field-values'
import { isEditable } from '@/features/fields/registry'
import type { RowEdit } from '../edit/use-write-many'
import type { Carried } from './fill'

/** A new value for one cell. */
export interface CellEdit extends Carried {
  record: RecordRow
  field: Field
}

/** What becomes of wished cells: edits by record, and the fields that would not take theirs. */
export interface Planned {
  edits: RowEdit[]
  cells: number
  refused: Field[]
}

/** Fields that can be emptied; files are taken away one by one, where one sees them. */
export const canClear = (field: Field): boolean =>
  isEditable(field) && !field.required && field.kind.type !== 'attachment'

export const emptyOf = (field: Field): Value => (field.kind.type === 'choices' || field.kind.many ? [] : null)

/** Leaves out cells that may not be written and values that change nothing; `undefined` is a text that is no value. */
export function plan(wishes: Iterable<Omit<CellEdit, 'value'> & { value: Value | undefined }>): Planned {
  const byRecord = new Map<string, RowEdit>()
  const refused = new Set<Field>()
  let cells = 0
  for (const { record, field, value, display } of wishes) {
    if (!isEditable(field)) continue
    if (value === undefined || (value === null && field.required)) {
      refused.add(field)
      continue
    }
    if (sameValue(value, recordValue(record, field.code))) continue
    const edit = byRecord.get(record.id) ?? { record, values: {}, display: {} }
    edit.values[field.code] = value
    edit.display[field.code] = display
    byRecord.set(record.id, edit)
    cells += 1
  }
  return { edits: [...byRecord.values()], cells, refused: [...refused] }
}
