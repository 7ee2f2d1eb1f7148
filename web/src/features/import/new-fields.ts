import type { ColumnPatch, ColumnTarget, Import, ImportColumn, ValueMatch } from '@/api/import-types'
import type { Field } from '@/api/types'
import { i18n } from '@/i18n/setup'
import { NEW_OPTION } from './mapping'

/** What becomes of columns without a field when none is to be made. */
export type Otherwise = 'skip' | 'note'

const made = ({ to }: ImportColumn): Field | undefined =>
  to !== null && 'new_field' in to ? to.new_field : undefined

/** Fields that the run would make in a form that is there; of a form that is made itself, all are. */
export function newFields(one: Import): { column: ImportColumn; field: Field }[] {
  if (one.target.form === null) return []
  return one.columns.flatMap(column => {
    const field = made(column)
    return field ? [{ column, field }] : []
  })
}

/** One word however it is written: width, case and spaces do not make another option. */
const folded = (word: string): string => word.normalize('NFKC').toLowerCase().replace(/\s+/g, '')

/** The spelling that the new option gets for each word, as the server takes it: the most frequent one. */
export function spelledOf(values: readonly ValueMatch[]): (word: string) => string {
  const best = new Map<string, ValueMatch>()
  for (const match of values.filter(({ to }) => to === NEW_OPTION)) {
    const known = best.get(folded(match.from))
    if (!known || match.count > known.count) best.set(folded(match.from), match)
  }
  return word => best.get(folded(word))?.from ?? word
}

const ofAll = (one: Import, count: (values: ValueMatch[]) => number): number =>
  one.columns.reduce((sum, { values }) => sum + count(values ?? []), 0)

/** How many options the run would make. */
export const newOptions = (one: Import): number =>
  ofAll(one, values => {
    const words = values.filter(match => match.to === NEW_OPTION).map(match => folded(match.from))
    return new Set(words).size
  })

/** How many options the run would bring back into use. */
export const optionsBack = (one: Import): number =>
  ofAll(one, values => new Set(values.filter(match => match.back).map(match => String(match.to))).size)

const elsewhere = (otherwise: Otherwise): ColumnTarget => (otherwise === 'note' ? { note: true } : null)

/** Makes no field: their columns are left out, or kept as a note. */
export const withoutNewFields = (one: Import, otherwise: Otherwise): ColumnPatch[] =>
  newFields(one).map(({ column }) => ({ index: column.index, to: elsewhere(otherwise) }))

/** Columns that go elsewhere instead of into fields that were to be made. */
export const keptElsewhere = (
  before: ReadonlyMap<number, ColumnTarget>,
  otherwise: Otherwise,
): ColumnPatch[] => [...before.keys()].map(index => ({ index, to: elsewhere(otherwise) }))

/** `17 个字段、3 个选项`; empty where there are none. */
export function madeText(fields: number, options: number): string {
  const parts = [
    fields > 0 ? i18n.t('import:made.fields', { count: fields }) : '',
    options > 0 ? i18n.t('import:made.options', { count: options }) : '',
  ]
  return parts.filter(Boolean).join(i18n.t('import:made.and'))
}

/** What the run will make besides records, as a sentence; empty where it makes nothing. */
export function willMake(one: Import): string {
  const fields = newFields(one)
  const returning = fields.filter(({ column }) => column.back).length
  const what = madeText(fields.length - returning, newOptions(one))
  const back = madeText(returning, optionsBack(one))
  const parts = [
    what && i18n.t('import:made.will', { what }),
    back && i18n.t('import:made.back', { what: back }),
  ]
  return parts.filter(Boolean).join(i18n.t('import:made.besides'))
}
