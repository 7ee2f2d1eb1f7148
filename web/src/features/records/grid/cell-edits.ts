import type { Field, Form, RecordRow, Value } from '@/api/types'
import { recordValue, sameValue } from '@/features/fields/field-values'
import type { Cleaned } from '@/features/fields/kind-ui'
import { optionOf } from '@/features/fields/parts/option-list'
import { isEditable } from '@/features/fields/registry'
import { tellingActions } from '../detail/by-hand'
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
export function plan(form: Pick<Form, 'actions'>, wishes: Iterable<Wish>): Planned {
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
    const option = optionOf(tellingActions(form, field, record), value)
    if (option?.reachedBy) {
      const params = { option: option.label, action: option.reachedBy }
      refused.push({ record, field, text, problem: 'made_by_action', params })
      continue
    }
    const edit = byRecord.get(record.id) ?? { record, values: {}, display: {} }
    edit.values[field.code] = value
    edit.display[field.code] = display
    byRecord.set(record.id, edit)
    cells += 1
  }
  return { edits: [...byRecord.values()], cells, refused }
}
