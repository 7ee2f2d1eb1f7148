import type { LucideIcon } from 'lucide-react'
import type { ComponentType } from 'react'
import type { Field, Value } from '@/api/types'
import type { OpGroup } from './ops'

export interface CellProps {
  field: Field
  value: Value | undefined
  display: string | null | undefined
  form: string
  record: string
  /** Whether the record has come to an end, where that is known: nothing is late on it any more. */
  closed?: boolean | undefined
}

export interface EditorProps {
  field: Field
  form: string
  record?: string | undefined
  value: Value | undefined
  display?: string | null | undefined
  /** The draft changed. */
  onChange: (value: Value, display?: string) => void
  /** The person is done: save `value`, or the draft when it is not given. */
  onCommit?: ((value?: Value, display?: string) => void) | undefined
  /** In a grid cell the frame is the cell's; in a form the control draws its own. */
  mode: 'cell' | 'form'
  autoFocus?: boolean
  /** What was typed before the editor was there, for one that searches. */
  search?: string | undefined
  id?: string | undefined
  invalid?: boolean
  label: string
}

export interface FilterProps {
  field: Field
  form: string
  op: string
  value: Value | undefined
  onChange: (value: Value) => void
  label: string
}

export type Cleaned = { value: Value } | { problem: string; params?: Record<string, unknown> }

/** Everything the client knows about a kind of field. */
export interface KindUi {
  icon: LucideIcon
  ops: OpGroup
  width: number
  align?: 'right'
  sortable: boolean
  editable: boolean
  /** Where a grid edits it: in the cell itself, or in a panel on it. */
  editsIn: 'cell' | 'panel'
  /** The editor handles Enter itself (lists, pickers). */
  ownsEnter?: boolean
  /** One line of typed text: a grid edits it in the cell's own input, from the first key on. */
  typing?: boolean
  /** A list that can be searched: a grid opens it from the first key on, with what was typed as the search. */
  searching?: boolean
  Cell: ComponentType<CellProps>
  Editor: ComponentType<EditorProps>
  /** Where a phone deserves another editor than the desktop. */
  PhoneEditor?: ComponentType<EditorProps>
  Filter: ComponentType<FilterProps>
  /** The text a cell's editor starts with, where it is not the value itself. */
  draft?: (value: Value) => string
  /** Turns what was typed into a value, or names the problem. */
  clean?: (value: Value, field: Field) => Cleaned
}
