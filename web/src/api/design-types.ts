import type { Label } from '@/lib/label'
import type { FieldProblem } from './http'
import type { ActivityKind, Field, Hue, Json, View } from './types'

/** The document of a form as it is being edited: `model::Form`, whole. What the designer does not know it keeps. */
export interface FormDocument {
  id: string
  code: string
  name: Label
  plural?: Label
  icon?: string
  color?: Hue
  position?: number
  version: number
  title: string
  fields: Field[]
  groups?: GroupDocument[]
  views?: View[]
  /** Empty: the usual ones. */
  grants?: GrantDocument[]
  /** Records that nobody owns can be claimed; `mask` shows only then. */
  pool?: { name: Label; mask?: string[] }
  actions?: Json[]
  activity_templates?: TemplateDocument[]
  archived?: boolean
}

/** Which records a role sees. */
export type RowScope = 'none' | 'own' | 'department' | 'all'

/** What one role may do on the form. */
export interface GrantDocument {
  role: string
  sees: RowScope
  create?: boolean
  edit?: boolean
  delete?: boolean
  export?: boolean
  import?: boolean
  /** Codes of fields. */
  hidden?: string[]
  read_only?: string[]
}

export interface GroupDocument {
  name: Label
  fields: string[]
  /** Begins a tab of the record's page. */
  tab?: boolean
}

/** A follow-up that is often written on records of the form. */
export interface TemplateDocument {
  code: string
  label: Label
  kind: ActivityKind
  text?: Label
  /** In so many days one comes back. */
  next_in_days?: number
}

export interface Draft {
  base_version: number
  revision: number
  form: FormDocument
}

/** One difference between the published version and the draft: a stable code with what its words need. */
export interface Difference {
  code: string
  params: Record<string, unknown>
}

export interface DraftCheck {
  problems: FieldProblem[]
  differences: Difference[]
}

export interface FormVersion {
  version: number
  published_at: string
  /** A name; empty = delivered with the product. */
  published_by: string
  note?: string
}
