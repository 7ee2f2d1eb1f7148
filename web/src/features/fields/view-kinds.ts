import { CalendarDays, type LucideIcon, SquareKanban, Table2 } from 'lucide-react'
import type { Field, Form, ViewKind } from '@/api/types'
import { allFields } from './system-fields'

export const KIND_ICONS: Record<ViewKind, LucideIcon> = {
  table: Table2,
  kanban: SquareKanban,
  calendar: CalendarDays,
}

const COLUMNS: ReadonlySet<string> = new Set(['stage', 'choice', 'person'])
const TIMES: ReadonlySet<string> = new Set(['date', 'date_time'])

/** Fields a board can stand on: their values are few, and moving a card may set them. */
export function columnFields(form: Form): Field[] {
  return allFields(form).filter(
    field => COLUMNS.has(field.kind.type) && (!field.system || field.code === 'owner'),
  )
}

/** Fields by which a calendar can lay out records. */
export function timeFields(form: Form): Field[] {
  return allFields(form).filter(field => TIMES.has(field.kind.type))
}

/** The kinds that this form can be shown as: a board wants a stage, choice or person, a calendar a date. */
export function kindsOf(form: Form): ViewKind[] {
  const has = { table: true, kanban: columnFields(form).length > 0, calendar: timeFields(form).length > 0 }
  return (['table', 'kanban', 'calendar'] as const).filter(kind => has[kind])
}
