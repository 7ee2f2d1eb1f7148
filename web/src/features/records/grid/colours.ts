import type { ColourRule, Field, Hue, RecordRow } from '@/api/types'
import { askable } from '../filters/filter-document'
import { type Eyes, matches } from './matches'

/** What stands out of a record: its row, or cells by field. */
export interface Painted {
  row: Hue | undefined
  cells: Record<string, Hue>
}
export type Paint = (record: RecordRow) => Painted | undefined

/** The first rule that holds colours the row, and the first for each field its cell; half-written rules do not count. */
export function painter(
  rules: readonly ColourRule[],
  fields: readonly Field[],
  eyes: Eyes,
): Paint | undefined {
  const complete = rules.flatMap(rule => {
    const when = askable(rule.when)
    return when ? [{ ...rule, when }] : []
  })
  if (complete.length === 0) return undefined
  const known = new Map(fields.map(field => [field.code, field]))
  return record => {
    const painted: Painted = { row: undefined, cells: {} }
    let any = false
    for (const { when, hue, field } of complete) {
      if (field ? painted.cells[field] : painted.row) continue
      if (!matches(when, record, known, eyes)) continue
      if (field) painted.cells[field] = hue
      else painted.row = hue
      any = true
    }
    return any ? painted : undefined
  }
}
