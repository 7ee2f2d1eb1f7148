import type { Label } from '@/lib/label'
import type { Filter, Hue, Sort } from './types'

export type ViewKind = 'table' | 'kanban' | 'calendar'
export type Tally = 'sum' | 'avg' | 'min' | 'max' | 'count' | 'empty' | 'filled'
export type CalendarMode = 'month' | 'week' | 'day' | 'agenda'

/** A field whose values become headings of a table. */
export interface GroupField {
  field: string
  by?: 'day' | 'month' | 'year'
  descending?: boolean
}

/** Records for which the condition holds stand out: their row, or the cell of one field. */
export interface ColourRule {
  when: Filter
  hue: Hue
  field?: string
}

export interface KanbanSettings {
  /** A stage, choice, person or `owner`. */
  field: string
  /** On a card, below its title. */
  fields?: string[]
  sum?: string
  /** Option codes, person ids, `''` for records without a value. */
  collapsed?: string[]
}

export interface CalendarSettings {
  start: string
  end?: string
  colour?: string
  mode?: CalendarMode
}

/** What a view lays down, apart from its name and place. */
export interface ViewLayout {
  kind?: ViewKind
  columns: { field: string; width?: number }[]
  filter?: Filter | null
  sort?: Sort[]
  group?: GroupField[]
  /** Under a column, by field code. */
  aggregates?: Record<string, Tally>
  frozen?: number | null
  row_height?: 'compact' | 'normal' | 'loose' | null
  colours?: ColourRule[]
  kanban?: KanbanSettings | null
  calendar?: CalendarSettings | null
}

export interface View extends ViewLayout {
  id: string
  code: string
  name: Label
  shared?: boolean
  position?: number
  locked?: boolean
  /** Opens first: for its one person, or for all who chose none of their own. */
  default?: boolean
  made_by?: string | null
  changed_by?: string | null
  changed_at?: string | null
  can?: { edit: boolean; delete?: boolean; reset?: boolean }
}
