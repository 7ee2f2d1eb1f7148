import type {
  ColumnPatch,
  ColumnTarget,
  DuplicateRule,
  Import,
  ImportColumn,
  PreviewRow,
} from '@/api/import-types'
import type { Field, Form, Kind, KindName, Option } from '@/api/types'
import { bareKind, hueOf } from '@/features/fields/kind-settings'
import { newId } from '@/lib/ids'

/** A target as the value of a select. */
export function targetKey(to: ColumnTarget): string {
  if (to === null) return 'skip'
  if ('field' in to) return `field:${to.field}`
  if ('system' in to) return `system:${to.system}`
  if ('note' in to) return 'note'
  return 'activities' in to ? 'activities' : 'new'
}

export const SYSTEM_TARGETS = ['owner', 'created_at', 'created_by', 'next_activity_at'] as const

export function targetOf(key: string, column: ImportColumn): ColumnTarget {
  if (key.startsWith('field:')) return { field: key.slice(6) }
  if (key.startsWith('system:')) return { system: key.slice(7) as (typeof SYSTEM_TARGETS)[number] }
  if (key === 'activities') return { activities: true }
  if (key === 'note') return { note: true }
  if (key === 'new') return { new_field: newField(column, 'text') }
  return null
}

export function newField(column: ImportColumn, type: KindName): Field {
  return {
    id: newId('fld'),
    code: `column_${column.index + 1}`,
    name: { 'zh-CN': column.header },
    kind: kindFor(type, column),
    required: false,
    unique: false,
  }
}

const MOST_OPTIONS = 60

/** Settings that a column suggests for a kind. */
export function kindFor(type: KindName, column: ImportColumn): Kind {
  if (type === 'choices') {
    const texts = column.values?.length ? column.values.map(value => value.from) : column.sample
    const words = texts.flatMap(text => text.split(/[、,，;；/|]/)).map(text => text.trim())
    const options: Option[] = [...new Set(words.filter(Boolean))].slice(0, MOST_OPTIONS).map((label, n) => ({
      id: newId('opt'),
      code: `option_${n + 1}`,
      label: { 'zh-CN': label },
      hue: hueOf(n),
    }))
    return { type, options }
  }
  if (type === 'number' && column.sample.some(text => text.includes('.'))) return { type, decimals: 2 }
  // Without options the server makes them of every text in the column; it takes cells whole. Without a currency it
  // takes the one that the texts say, else the usual one.
  return bareKind(type)
}

/** The field a column fills, existing or new. */
export function fieldOf(column: ImportColumn, form: Form | undefined): Field | undefined {
  const { to } = column
  if (to === null) return undefined
  if ('field' in to) return form?.fields.find(field => field.code === to.field)
  return 'new_field' in to ? to.new_field : undefined
}

/** What a word is to become that names no option yet; no option has such a code. */
export const NEW_OPTION = '@new'

/** Fields that a sheet can fill: no serial numbers, and nothing that a button of the form fills with what it made. */
export function fillable(form: Form | undefined): Field[] {
  const made = new Set(
    (form?.actions ?? []).flatMap(({ does }) => (does?.steps ?? []).map(step => step.link_back)),
  )
  return (form?.fields ?? []).filter(
    field => !field.archived && field.kind.type !== 'auto_number' && !made.has(field.code),
  )
}

/** Words of a column that somebody still has to decide about. Options of a new field are made of its words. */
export function openQuestions(column: ImportColumn): number {
  const { to } = column
  if (to === null) return 0
  const open = (list: readonly { to: unknown }[] | undefined) =>
    (list ?? []).filter(match => match.to === null).length
  const values = 'new_field' in to ? 0 : open(column.values)
  return values + open(column.link?.unmatched) + open(column.people?.unmatched)
}

/** Codes of fields that more than one column would fill. */
export function contested(columns: readonly ImportColumn[]): Set<string> {
  const seen = new Set<string>()
  const twice = new Set<string>()
  for (const { to } of columns) {
    const key = targetKey(to)
    if (key === 'skip' || key === 'new' || key === 'activities' || key === 'note') continue
    if (seen.has(key)) twice.add(key)
    seen.add(key)
  }
  return twice
}

export type Blocker =
  | { code: 'no_form' }
  | { code: 'no_columns' }
  | { code: 'no_key' }
  | { code: 'key_not_mapped'; field: string }
  | { code: 'contested'; field: string }
  | { code: 'required'; field: string }

/** Why the import cannot be run yet, in the order in which people meet it. */
export function blockers(one: Import, form: Form | undefined): Blocker[] {
  const list: Blocker[] = []
  const { target, columns, mode } = one
  if (target.form === null && !target.new_form?.name.trim()) list.push({ code: 'no_form' })
  if (columns.every(column => column.to === null)) list.push({ code: 'no_columns' })
  const filled = new Set(columns.map(column => targetKey(column.to)))
  if (mode !== 'new') {
    if (one.key.length === 0) list.push({ code: 'no_key' })
    for (const field of one.key)
      if (!filled.has(`field:${field}`)) list.push({ code: 'key_not_mapped', field })
  }
  for (const key of contested(columns)) list.push({ code: 'contested', field: key.replace(/^\w+:/, '') })
  if (mode !== 'update')
    for (const field of form?.fields ?? []) {
      // A pipeline begins at its first stage by itself.
      const given = (field.default !== undefined && field.default !== null) || field.kind.type === 'stage'
      if (field.required && !field.archived && !given && !filled.has(`field:${field.code}`))
        list.push({ code: 'required', field: field.code })
    }
  return list
}

/** Rows that will be written as things stand; of a very large file an estimate, for only its first rows were checked. */
export function rowsToWrite(one: Import): number {
  const { outcome, problems } = one
  if (!outcome) return Math.max(0, one.rows - problems.errors)
  if (problems.complete !== false) return outcome.create + outcome.update
  return Math.max(0, one.rows - problems.errors - outcome.skip - outcome.left_out)
}

/** A column takes a target over: whichever had it is left out, for no field can be filled twice. */
export function aim(columns: readonly ImportColumn[], patch: ColumnPatch): ColumnPatch[] {
  const { to } = patch
  if (!to || 'new_field' in to || 'activities' in to || 'note' in to) return [patch]
  const key = targetKey(to)
  const holder = columns.find(column => column.index !== patch.index && targetKey(column.to) === key)
  return holder ? [{ index: holder.index, to: null }, patch] : [patch]
}

/** A row that its key fields say is a known record: it is an update unless somebody says otherwise. */
const isByKey = (one: Import, row: PreviewRow): boolean => one.mode !== 'new' && row.duplicate?.by === 'key'

/** What a row that looks like another one becomes, as things stand. */
export function ruleOf(one: Import, row: PreviewRow): DuplicateRule {
  return one.row_rules?.[row.row] ?? (isByKey(one, row) ? 'update' : one.duplicates)
}

/** What it may become: where only known records are changed, nothing is made. */
export const rulesFor = (one: Import, row: PreviewRow): DuplicateRule[] =>
  isByKey(one, row) && one.mode === 'update' ? ['update', 'skip'] : ['skip', 'update', 'create']
