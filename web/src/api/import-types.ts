import type { Label } from '@/lib/label'
import type { Field, Filter } from './types'

/** A form made of the table; `sees`: which of its records members see, said by administrators. */
export interface NewForm {
  name: string
  code: string
  sees?: 'all' | 'department' | 'own' | 'none'
}

export type ImportMode = 'new' | 'update' | 'both'
/** What happens to rows with a cell that cannot be read. */
export type Untidy = 'empty' | 'refuse'
/** What `15-20` is taken as. */
export type RangeEnd = 'low' | 'high' | 'middle'
/** Whose a new record is that names no owner. */
export type Unowned = 'nobody' | 'me'
/** By what rows are compared. */
export type Compared = 'name' | 'phone' | 'email' | 'credit_code'
export type DuplicateRule = 'skip' | 'update' | 'create'

/** Where a column goes; `null` leaves it out. */
export type ColumnTarget =
  | { field: string }
  | { new_field: Field }
  | { system: 'owner' | 'created_at' | 'created_by' | 'next_activity_at' }
  | { activities: true }
  /** Into a note on the record, with all columns that go there. */
  | { note: true }
  | null

export interface ValueMatch {
  from: string
  count: number
  /** Option codes; the empty one = leave it blank; `@new` = an option is made of it; null = nobody has decided. */
  to: string | string[] | null
  /** The option was let go by the undo of an import; this one brings it back into use. */
  back?: boolean
}

/** What an unknown word of a link column becomes, besides a record's id. */
export type LinkTo = 'create' | 'empty'
/** What an unknown name becomes, besides a member's id: a new member, one who has left, a note, nothing. */
export type PersonTo = 'create' | 'create_left' | 'text' | 'empty'

/** A text that names nothing known, once, with what comes near. */
export interface Unmatched {
  from: string
  count: number
  near: { id: string; title: string; left?: boolean }[]
  /** An id or one of the words above; null = nobody has decided. */
  to: string | null
}

export interface ImportColumn {
  index: number
  header: string
  sample: string[]
  /** Its new field is one that the undo of an import let go: that one comes back into use. */
  back?: boolean
  blank: number
  distinct: number
  /** There are more: counting stopped. */
  more_distinct?: boolean
  to: ColumnTarget
  reason: { code: string; params: Record<string, unknown> }
  empty_words: string[]
  /** `03/04/2021` is the third of April. */
  day_first?: boolean
  /** White space around texts goes. */
  trim?: boolean
  /** Texts with white space around them. */
  spaced?: number
  untidy?: Untidy
  /** Cells that could not be taken as they stand. */
  untidy_cells?: number
  range?: RangeEnd
  /** The unit that the header names; `on` = plain numbers are in it. */
  unit?: { word: string; on: boolean }
  values?: ValueMatch[]
  link?: { by: string | null; form: string; unmatched: Unmatched[] }
  people?: { unmatched: Unmatched[]; found?: { from: string; count: number; id: string; title: string }[] }
}

export interface ImportProblem {
  row: number
  column?: number | null
  code: string
  field?: string | null
  params?: Record<string, unknown>
  /** The row is imported all the same. */
  warning?: boolean
}

export interface ImportSheet {
  name: string
  rows: number
  hidden: boolean
  proposed?: boolean
  /** Only programs show it. */
  internal?: boolean
}

export interface Import {
  id: string
  file: { name: string; format: string; encoding?: string | null; size: number; kept?: boolean }
  sheets: ImportSheet[]
  sheet: number
  /** 1-based row of the file; null = the table has no header. */
  header_row: number | null
  /** The first and the last row of the header. */
  header_rows?: [number, number] | null
  /** The first rows of the sheet as they stand, for choosing the header. */
  head?: HeadRow[]
  /** Texts with a `'` against being run as formulas; null where there are none. */
  formula_guard?: { count: number; strip: boolean } | null
  /** How far the check of all rows of a large file is. */
  checking?: { done: number; total: number } | null
  rows: number
  target: { form: string | null; new_form: NewForm | null }
  /** Nobody chose the target yet. */
  proposed?: boolean
  /** How the columns fit the forms that the person may import into, best first. */
  fits?: FormFit[]
  mode: ImportMode
  key: string[]
  duplicates: DuplicateRule
  columns: ImportColumn[]
  row_rules?: Record<string, DuplicateRule>
  /** By what rows are compared, and by what they could be. */
  compared?: Compared[]
  comparable?: Compared[]
  unowned?: Unowned
  problems: {
    /** Rows looked at so far; `complete` when these were all. */
    checked?: number
    complete?: boolean
    errors: number
    warnings: number
    /** What keeps the import from running. */
    general?: ImportProblem[]
    sample: ImportProblem[]
  }
  /** `exact_only`: so many records are stored that only equal company names are told. */
  duplicates_found: { rows?: number; in_file: number; in_store: number; exact_only?: boolean }
  /** What running it now would do, by the rows looked at. */
  outcome?: { create: number; update: number; skip: number; left_out: number } | null
  /** What a person should know about the file. */
  warnings?: { code: string; [param: string]: unknown }[] | null
  state: 'draft' | 'running' | 'done' | 'undone'
  job?: string | null
  /** Of one that is undone: the undo that can be taken back. */
  redo?: string | null
  /** The earlier import of the same columns whose decisions were taken over. */
  remembered?: { import: string; at: string; by: string | null } | null
  created_at?: string
  by?: string | null
}

/** How the columns of a table fit a form. */
export interface FormFit {
  form: string
  /** Columns that say something. */
  columns: number
  /** Of these, how many find a place. */
  found: number
}

/** A row of the sheet as it stands. */
export interface HeadRow {
  row: number
  cells: string[]
}

/** An import among others. */
export interface PastImport {
  id: string
  file: { name: string; format: string; size: number; kept?: boolean }
  form: { code: string; name: Label; plural?: Label } | null
  new_form: string | null
  by: string | null
  at: string
  rows: number
  state: Import['state']
  job: { id: string; state: JobState; done: number; total: number } | null
  /** What its job did; null until it has ended. */
  counts: JobResult | null
  can_undo: boolean
  /** The undo that can be undone in its turn. */
  redo: string | null
  has_failed_rows: boolean
  /** Rows were written with something to know about them. */
  has_noted_rows?: boolean
}

/** What a word means; null takes the decision back. */
export interface WordPatch {
  from: string
  to: string | null
}

/** What is left out stays; words that are not named keep their meaning. */
export interface ColumnPatch {
  index: number
  to?: ColumnTarget
  empty_words?: string[]
  day_first?: boolean
  trim?: boolean
  untidy?: Untidy
  range?: RangeEnd
  in_unit?: boolean
  values?: WordPatch[]
  link?: { by?: string | null; unmatched?: WordPatch[] }
  people?: { unmatched: WordPatch[] }
}

export interface ImportPatch {
  sheet?: number
  /** 0 = there is none; two numbers = from the first to the last. */
  header_row?: number | [number, number]
  encoding?: string
  target?: Import['target']
  mode?: ImportMode
  key?: string[]
  duplicates?: DuplicateRule
  compared?: Compared[]
  unowned?: Unowned
  strip_guard?: boolean
  /** Proposes everything anew, without what was decided the last time. */
  recognise?: true
  columns?: ColumnPatch[]
  /** What to do with single rows, by row number, against the rule for duplicates. */
  row_rules?: Record<string, DuplicateRule | null>
}

export type PreviewFilter = 'all' | 'problems' | 'duplicates'

export interface PreviewRow {
  row: number
  outcome: 'create' | 'update' | 'skip' | 'refuse' | 'left_out'
  /** As they stand in the file, in the order of the columns. */
  cells: string[]
  /** Values in words, by field code; none where the row is not written. */
  display: Record<string, string | null>
  problems: ImportProblem[]
  /** The earlier row, or the stored record, that it looks like, and by what. */
  duplicate: { by: string; row: number | null; record: string | null; title?: string | null } | null
  /** Follow-ups and notes that come with it. */
  activities?: { kind: string; text: string; at: string }[] | null
}

export interface PreviewAnswer {
  items: PreviewRow[]
  next: number | null
}

export type JobState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'

export interface Job {
  id: string
  kind: 'import' | 'import_check' | 'undo' | 'export' | 'back_fill'
  state: JobState
  done: number
  total: number
  created_at: string
  by?: { id: string; name: string } | string | null
  result?: JobResult | null
  problem?: { code: string; params?: Record<string, unknown> } | null
}

/** What came of an import; an undo says `undone` and what it left alone. */
export interface JobResult {
  rows?: number
  created?: number
  updated?: number
  unchanged?: number
  skipped?: number
  failed?: number
  left_out?: number
  /** Rows that were written with something to know about them. */
  noted?: number
  /** Records that were made in a step of a pipeline without what it requires. */
  lacking?: number
  /** The filter that lists them. */
  lacking_records?: Filter | null
  import?: string
  undone?: number
  kept?: number
  /** Of an undo: the kept records that this person sees, and why. */
  changed_since?: KeptByUndo[]
  /** Of an undo: the code of the form that was made for the import and went with it. */
  form_deleted?: string | null
  /** Of an undo: how many fields and options went that were made for the import. */
  fields_archived?: number
  options_archived?: number
  /** Of an import: the filter that lists the records that it made. */
  records?: Filter | null
  [more: string]: unknown
}

export interface KeptByUndo {
  form: string
  id: string
  title: string
  by: string | { name: string }
  at: string | null
  /** `changed_since`, or what refuses it. */
  code: string
  field?: string
  params?: Record<string, unknown>
}

export interface UndoPreview {
  /** Records that the undo concerns. */
  records: number
  /** Of these, left as they are: changed since, or refused. */
  count: number
  changed_since: KeptByUndo[]
  /** What was made for the import and goes with it when nothing else is in it. */
  made?: { fields: Label[]; options: number } | null
}

/** The file and row that a record was made of; the import for those who may see it. */
export interface RecordOrigin {
  import: string | null
  file: string
  row: number | null
}

/** One finding of 线索体检: how many records, the money in them, and the filter that lists them. */
export interface Finding {
  code: string
  count: number
  amount: string | null
  amount_field: string | null
  params: Record<string, unknown>
  filter: Filter | null
}
