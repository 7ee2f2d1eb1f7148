import type { Label } from '@/lib/label'
import type { Field } from './types'

export type ImportMode = 'new' | 'update' | 'both'
export type DuplicateRule = 'skip' | 'update' | 'create'

/** Where a column goes; `null` leaves it out. */
export type ColumnTarget =
  | { field: string }
  | { new_field: Field }
  | { system: 'owner' | 'created_at' | 'created_by' }
  | { activities: true }
  | null

export interface ValueMatch {
  from: string
  count: number
  /** An option's code; `null` leaves the field blank. */
  to: string | null
}

/** What becomes of a text that names no record, or no person: its id, `new` to make one, `null` to leave it out. */
export interface NameMatch {
  from: string
  count: number
  near: { id: string; title: string }[]
  to: string | null
}

export interface ImportColumn {
  index: number
  header: string
  sample: string[]
  blank: number
  distinct: number
  to: ColumnTarget
  reason: { code: string; params: Record<string, unknown> }
  empty_words: string[]
  values?: ValueMatch[]
  link?: { by: string; unmatched: NameMatch[] } | null
  people?: { unmatched: NameMatch[]; matched?: number } | null
}

export interface ImportProblem {
  row: number
  column?: number | null
  code: string
  params?: Record<string, unknown>
}

export interface ImportSheet {
  name: string
  rows: number
  hidden: boolean
  proposed?: boolean
}

export interface Import {
  id: string
  file: { name: string; format: string; encoding?: string | null; size: number }
  sheets: ImportSheet[]
  sheet: number
  /** 1-based row of the file; 0 = the table has no header. */
  header_row: number
  /** The first rows of the sheet as they stand, for choosing the header. */
  head?: string[][]
  rows: number
  target: { form: string | null; new_form: { name: Label; code?: string } | null }
  mode: ImportMode
  key: string[]
  duplicates: DuplicateRule
  columns: ImportColumn[]
  problems: { errors: number; warnings: number; sample: ImportProblem[] }
  duplicates_found: { in_file: number; in_store: number }
  state: 'draft' | 'running' | 'done' | 'undone'
  job?: string | null
  created_at?: string
  by?: { id: string; name: string } | null
}

export interface ColumnPatch {
  index: number
  to?: ColumnTarget
  empty_words?: string[]
  values?: ValueMatch[]
  link?: { by: string; unmatched: NameMatch[] }
  people?: { unmatched: NameMatch[] }
}

export interface ImportPatch {
  sheet?: number
  header_row?: number
  target?: Import['target']
  mode?: ImportMode
  key?: string[]
  duplicates?: DuplicateRule
  columns?: ColumnPatch[]
  /** What to do with single rows, by row number, against the rule for duplicates. */
  choices?: Record<string, DuplicateRule>
}

export interface PreviewRow {
  row: number
  /** Texts in the order of the columns. */
  cells: string[]
  problems: ImportProblem[]
  duplicate?: { row: number } | { id: string; title: string; form: string } | null
  choice?: DuplicateRule | null
}

export interface PreviewAnswer {
  items: PreviewRow[]
  total: number
}

export type JobState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'

export interface Job {
  id: string
  kind: 'import' | 'undo' | 'export' | 'back_fill' | 'bulk_edit'
  state: JobState
  done: number
  total: number
  created_at: string
  by?: { id: string; name: string } | string | null
  result?: Record<string, unknown> | null
  problem?: { code: string; params?: Record<string, unknown> } | null
  import?: string | null
  form?: string | null
  title?: string | null
}

export interface UndoPreview {
  count: number
  changed_since: { form: string; id: string; title: string; by: string | { name: string }; at: string }[]
}

/** One finding of 线索体检: how many records, and the filter that shows them. */
export interface CheckupCard {
  code: string
  count: number
  filter?: import('./types').Filter | null
  params?: Record<string, unknown>
}
