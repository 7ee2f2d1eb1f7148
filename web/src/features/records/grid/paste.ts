import type { Field, Value } from '@/api/types'
import type { Cleaned } from '@/features/fields/kind-ui'
import { kindOf } from '@/features/fields/registry'
import { words } from '@/lib/label'
import { readDate } from '@/lib/read-date'
import { fromWall, wall } from '@/lib/zone'

/** Rows and cells of text copied from a spreadsheet: tabs, line breaks, and quoted cells that contain them. */
export function parseTable(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  const source = text.replace(/\r\n?/g, '\n').replace(/\n$/, '')
  for (let i = 0; i < source.length; i += 1) {
    const char = source[i]
    if (quoted) {
      if (char === '"' && source[i + 1] === '"') {
        cell += '"'
        i += 1
      } else if (char === '"') quoted = false
      else cell += char
    } else if (char === '"' && cell === '') quoted = true
    else if (char === '\t') {
      row.push(cell)
      cell = ''
    } else if (char === '\n') {
      rows.push([...row, cell])
      row = []
      cell = ''
    } else cell += char
  }
  rows.push([...row, cell])
  return rows
}

const YES = new Set(['是', '有', '对', 'y', 'yes', 'true', '1', '√', '✓'])
const NO = new Set(['否', '无', '不', 'n', 'no', 'false', '0', '×'])

/** Ids behind names, for fields that hold people and records: by field code, then by name. */
export type Names = ReadonlyMap<string, ReadonlyMap<string, string>>

/** The names that a pasted cell of such a field speaks of. */
export const namesIn = (field: Field, text: string): string[] =>
  field.kind.many
    ? text
        .split(/[、,，;；]/)
        .map(part => part.trim())
        .filter(Boolean)
    : [text.trim()].filter(Boolean)

/**
 * The table laid over what is selected: one cell fills it all, a table that fits a whole number of times is repeated,
 * anything else starts at the first cell and takes the room it needs.
 */
export function spread<T>(table: readonly (readonly T[])[], rows: number, cols: number): T[][] {
  const tall = table.length
  const wide = Math.max(0, ...table.map(row => row.length))
  if (tall === 0 || wide === 0) return []
  const down = rows % tall === 0 ? Math.max(rows, tall) : tall
  const across = cols % wide === 0 ? Math.max(cols, wide) : wide
  return Array.from({ length: down }, (_, row) =>
    Array.from({ length: across }, (_, col) => table[row % tall]?.[col % wide]),
  ).map(row => row.filter(cell => cell !== undefined))
}

/** A pasted text as a value of the field, or why it is none. */
export function readText(field: Field, text: string, names?: Names): Cleaned {
  const trimmed = text.trim()
  if (trimmed === '') return { value: null }
  const code = (part: string) =>
    field.kind.options?.find(
      o =>
        !o.archived &&
        (o.code === part ||
          words(o.label, 'zh-CN') === part ||
          words(o.label, 'en').toLowerCase() === part.toLowerCase()),
    )?.code
  const or = (value: Value | undefined, problem: string): Cleaned =>
    value === undefined ? { problem } : { value }
  switch (field.kind.type) {
    case 'choice':
    case 'stage':
      return or(code(trimmed), 'not_an_option')
    case 'choices': {
      const found = trimmed.split(/[、,，;；]/).map(part => code(part.trim()))
      return or(found.every(part => part !== undefined) ? (found as string[]) : undefined, 'not_an_option')
    }
    case 'yes_no': {
      const word = trimmed.toLowerCase()
      return or(YES.has(word) ? true : NO.has(word) ? false : undefined, 'not_yes_no')
    }
    case 'date':
    case 'date_time': {
      const exact = /^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:\d{2})$/.test(trimmed)
      const day = exact ? wall(trimmed) : readDate(trimmed)
      if (!day?.isValid()) return { problem: 'not_a_date' }
      return { value: field.kind.type === 'date' ? day.format('YYYY-MM-DD') : fromWall(day) }
    }
    case 'person':
    case 'link': {
      const problem = field.kind.type === 'person' ? 'unknown_person' : 'not_a_linked_record'
      const found = namesIn(field, trimmed).map(name => names?.get(field.code)?.get(name))
      if (found.some(id => id === undefined)) return { problem }
      return or(field.kind.many ? (found as string[]) : found[0], problem)
    }
    case 'attachment':
      return { problem: 'not_pasted' }
    default:
      return kindOf(field).clean?.(trimmed, field) ?? { value: trimmed }
  }
}

/** A pasted text as a value of the field; undefined when it cannot be one. */
export function fromText(field: Field, text: string, names?: Names): Value | undefined {
  const read = readText(field, text, names)
  return 'value' in read ? read.value : undefined
}
