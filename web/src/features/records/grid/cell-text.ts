import type { Field, RecordRow, Value } from '@/api/types'
import { displayOf, isBlank, recordValue } from '@/features/fields/field-values'
import type { Cleaned } from '@/features/fields/kind-ui'
import { kindOf } from '@/features/fields/registry'
import { i18n } from '@/i18n/setup'
import { moment } from '@/lib/zone'
import type { Carried } from './fill'

/** A cell as another program takes it: plain numbers, whole dates, words for everything that is chosen. */
export function cellText(record: RecordRow, field: Field): string {
  const value = recordValue(record, field.code)
  if (isBlank(value)) return ''
  if (field.sensitive) return displayOf(record, field.code) ?? ''
  const kind = kindOf(field)
  switch (field.kind.type) {
    case 'number':
    case 'money':
    case 'date':
    case 'long_text':
      return String(value)
    case 'date_time':
      return moment(String(value)).format('YYYY-MM-DD HH:mm')
    case 'yes_no':
      return i18n.t(value === true ? 'fields:yes' : 'fields:no')
    case 'idle_days':
      return String(value)
    default:
      return kind.draft ? kind.draft(value as Value) : (displayOf(record, field.code) ?? String(value))
  }
}

export const carriedFrom = (record: RecordRow, field: Field): Carried => ({
  value: recordValue(record, field.code) ?? null,
  display: displayOf(record, field.code) ?? null,
})

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/g, char => ESCAPES[char] ?? char)

/** The table that word processors and mail programs take. */
export function toHtml(rows: readonly (readonly string[])[]): string {
  const body = rows
    .map(row => `<tr>${row.map(cell => `<td>${escaped(cell).replaceAll('\n', '<br>')}</td>`).join('')}</tr>`)
    .join('')
  return `<table>${body}</table>`
}

/** What was copied here last, with its values: a paste within the product keeps people, links and moments exactly. */
export interface Copied {
  text: string
  kinds: string[]
  currencies: (string | undefined)[]
  cells: Carried[][]
}
let copied: Copied | undefined

export function copyCells(
  rows: readonly RecordRow[],
  fields: readonly Field[],
): { text: string; html: string } {
  const texts = rows.map(record => fields.map(field => cellText(record, field)))
  const text = toTable(texts)
  copied = {
    text,
    kinds: fields.map(kindKey),
    currencies: fields.map(currencyOf),
    cells: rows.map(record => fields.map(field => carriedFrom(record, field))),
  }
  return { text, html: toHtml(texts) }
}

/** Values may go as they are from a field to another that holds the same. */
export function kindKey(field: Field): string {
  const { type, form, many, options } = field.kind
  return JSON.stringify([type, form, many, options?.map(option => option.code), currencyOf(field)])
}

export const currencyOf = (field: Field): string | undefined =>
  field.kind.type === 'money' ? (field.kind.currency ?? 'CNY') : undefined

/** An amount of one currency does not become one of another on its way between two fields. */
export const otherCurrency = (from: string | undefined, to: Field): Cleaned | undefined => {
  const currency = currencyOf(to)
  return from && currency && from !== currency
    ? { problem: 'other_currency', params: { currency } }
    : undefined
}

/** The values behind a pasted text, where it was copied here. */
export function copiedCells(text: string): Copied | undefined {
  const plain = (value: string) => value.replace(/\r\n?/g, '\n').replace(/\n$/, '')
  return copied && plain(copied.text) === plain(text) ? copied : undefined
}

/** Cells as text for other programs. */
export function toTable(rows: readonly (readonly string[])[]): string {
  return rows
    .map(row => row.map(cell => (/[\t\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t'))
    .join('\n')
}
