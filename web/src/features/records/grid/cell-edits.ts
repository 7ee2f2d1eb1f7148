import type { Field, RecordRow, Value } from '@/api/types'
import { recordValue, sameValue } from '@/features/fields/field-values'
import type { Cleaned } from '@/features/fields/kind-ui'
import { isEditable } from '@/features/fields/registry'
import type { RowEdit } from '../edit/use-write-many'

/** What a cell is asked to become: a value, or a text that is none, and why. */
export interface Wish {
  record: RecordRow
  field: Field
  wanted: Cleaned
  display: string | null
  /** What was to be put there, in words. */
  text: string
}

export interface RefusedWish {
  record: RecordRow
  field: Field
  text: string
  problem: string
  params?: Record<string, unknown> | undefined
}

/** What becomes of wished cells: edits by record, and those that would not take theirs. */
export interface Planned {
  edits: RowEdit[]
  cells: number
  refused: RefusedWish[]
}

/** Fields that can be emptied; files are taken away one by one, where one sees them. */
export const canClear = (field: Field): boolean =>
  isEditable(field) && !field.required && field.kind.type !== 'attachment'

export const emptyOf = (field: Field): Value => (field.kind.type === 'choices' || field.kind.many ? [] : null)

/** Leaves out cells that may not be written and values that change nothing; a text that is no value is told with its reason. */
export function plan(wishes: Iterable<Wish>): Planned {
  const byRecord = new Map<string, RowEdit>()
  const refused: RefusedWish[] = []
  let cells = 0
  for (const { record, field, wanted, display, text } of wishes) {
    if (!isEditable(field)) continue
    if ('problem' in wanted) {
      refused.push({ record, field, text, problem: wanted.problem, params: wanted.params })
      continue
    }
    const { value } = wanted
    if (value === null && field.required) {
      refused.push({ record, field, text: '', problem: 'required' })
      continue
    }
    if (sameValue(value, recordValue(record, field.code))) continue
    const edit = byRecord.get(record.id) ?? { record, values: {}, display: {} }
    edit.values[field.code] = value
    edit.display[field.code] = display
    byRecord.set(record.id, edit)
    cells += 1
  }
  return { edits: [...byRecord.values()], cells, refused }
}
