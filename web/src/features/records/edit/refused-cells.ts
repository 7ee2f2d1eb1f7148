import { type FieldProblem, Problem } from '@/api/http'
import type { Field, Form, Value } from '@/api/types'
import { isBlank } from '@/features/fields/field-values'
import { optionOf } from '@/features/fields/parts/option-list'
import { fieldByCode } from '@/features/fields/system-fields'
import { i18n } from '@/i18n/setup'
import { words } from '@/lib/label'
import { codeText, problemText } from '@/lib/problem-text'
import type { RefusedCell } from '@/offline/refused'
import { type Laid, WHOLE } from '@/offline/unsent'
import type { Ran } from './chunked'

/** A refused cell, and where it stands as the person sees it: the number of its row. */
export interface ToldCell extends RefusedCell {
  row?: number
}

/** A value in words, as far as they are known without asking. */
export function valueText(
  field: Field | undefined,
  value: Value | undefined,
  display?: string | null,
): string {
  if (display) return display
  if (value === undefined || isBlank(value)) return ''
  if (Array.isArray(value))
    return value.map(one => valueText(field, one as Value)).join(i18n.t('filters:list_separator'))
  const option = field && optionOf(field, value)
  return option ? words(option.label) : String(value)
}

/** Why, as it follows the value: “foo” 不是选项. Codes without such words say their own after a colon. */
export function reasonText(code: string, params?: Record<string, unknown>): string {
  const key = `records:refused.because.${code}`
  return i18n.exists(key)
    ? i18n.t(key, params ?? {})
    : i18n.t('records:refused.other', { reason: codeText(code, params) })
}

/** 第 3 行 状态“foo”不是选项 */
export function cellText(cell: Pick<ToldCell, 'title' | 'name' | 'text' | 'reason' | 'row'>): string {
  const { name, text, reason } = cell
  const where =
    cell.row === undefined
      ? i18n.t('records:refused.record', { title: cell.title || i18n.t('records:untitled') })
      : i18n.t('records:refused.row', { row: cell.row })
  return i18n.t(text === '' ? 'records:refused.blank' : 'records:refused.cell', { where, name, text, reason })
}

/** “foo”不是选项, where one sees what it is about. */
export const markText = ({ text, reason }: Pick<RefusedCell, 'text' | 'reason'>): string =>
  i18n.t(text === '' ? 'records:refused.mark_blank' : 'records:refused.mark', { text, reason })

const MOST_TOLD = 3

/** The first refused cells with row and value, and how many there are besides. */
export function refusedText(cells: readonly ToldCell[]): string {
  const told = cells.slice(0, MOST_TOLD).map(cellText)
  const more = cells.length - told.length
  if (more > 0) told.push(i18n.t('records:refused.more', { count: more }))
  return told.join(i18n.t('records:refused.separator'))
}

type Wanted = Pick<Laid, 'id' | 'title' | 'values' | 'display' | 'does'>

interface Of {
  form: Pick<Form, 'code' | 'fields'>
  person: string
  late?: boolean
  /** There are sensitive values among them: one whose field nobody knows any more may be one. */
  secret?: boolean
}

/** No browser keeps what is sensitive, and nobody is told it again. */
function isTold(of: Of, code: string): boolean {
  const field = fieldByCode(of.form, code)
  return field ? !field.sensitive : !of.secret
}

function unmadeOf(of: Of, values: Laid['values']): Pick<RefusedCell, 'unmade' | 'less'> {
  const open = Object.entries(values).filter(([code]) => isTold(of, code))
  const less = open.length < Object.keys(values).length
  return { unmade: Object.fromEntries(open), ...(less ? { less } : {}) }
}

function cellOf(of: Of, record: Wanted, code: string, reason: string): RefusedCell {
  const field = fieldByCode(of.form, code)
  return {
    person: of.person,
    form: of.form.code,
    record: record.id,
    field: code,
    title: record.title,
    name: record.does === 'trash' ? i18n.t('records:refused.trash') : field ? words(field.name) : code,
    text: isTold(of, code) ? valueText(field, record.values[code], record.display[code]) : '',
    reason,
    ...(of.late ? { late: true } : {}),
    ...(record.does === 'make' && of.late ? unmadeOf(of, record.values) : {}),
  }
}

/** What a refusal of the whole record is told at: a record that was to come or go is one thing. */
const codesOf = ({ does, values }: Wanted): string[] =>
  does === 'trash' ? [WHOLE] : does === 'make' ? Object.keys(values).slice(0, 1) : Object.keys(values)

/** The cells of one record that a refusal speaks of; all of them where it names none. */
export function refusedOf(of: Of, record: Wanted, error: unknown): RefusedCell[] {
  const named = error instanceof Problem ? error.errors : []
  const own = named.flatMap(problem => {
    const code = lastPart(problem)
    return code !== undefined && code in record.values
      ? [cellOf(of, record, code, reasonText(problem.code, problem.params))]
      : []
  })
  if (own.length > 0) return own
  const [problem] = named
  const other = problem && fieldByCode(of.form, lastPart(problem) ?? '')
  const why =
    problem && other ? `${words(other.name)} ${codeText(problem.code, problem.params)}` : problemText(error)
  return codesOf(record).map(code =>
    cellOf(of, record, code, i18n.t('records:refused.other', { reason: why })),
  )
}

const lastPart = (problem: FieldProblem): string | undefined => problem.field?.split('.').at(-1)

/** The cells that were left out of many. */
export function refusedOfMany(of: Of, records: readonly Wanted[], ran: Ran): RefusedCell[] {
  const byId = new Map(records.map(record => [record.id, record]))
  return ran.refused.flatMap(({ id, field, code, params }) => {
    const record = byId.get(id)
    if (!record) return []
    // Where the record itself is refused, all of it is.
    const codes = field && field in record.values ? [field] : codesOf(record)
    return codes.map(one => cellOf(of, record, one, reasonText(code, params)))
  })
}
