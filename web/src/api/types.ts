import type { Label } from '@/lib/label'
import type { View } from './view-types'

/** The shapes of docs/api.md, in one place: features import them from here only. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type Value = Json

export type Hue =
  | 'slate'
  | 'blue'
  | 'violet'
  | 'amber'
  | 'green'
  | 'red'
  | 'teal'
  | 'pink'
  | 'cyan'
  | 'lime'
  | 'orange'
  | 'brown'

export interface Option {
  id: string
  code: string
  label: Label
  hue?: Hue
  archived?: boolean
  probability?: number
  closed?: 'won' | 'lost' | null
  /** Fields that must be filled before a record comes to this stage. */
  requires?: string[]
}

export type KindName =
  | 'text'
  | 'long_text'
  | 'number'
  | 'money'
  | 'date'
  | 'date_time'
  | 'yes_no'
  | 'choice'
  | 'choices'
  | 'stage'
  | 'phone'
  | 'email'
  | 'url'
  | 'person'
  | 'link'
  | 'attachment'
  | 'auto_number'
  // Kinds that only system fields have.
  | 'department'
  | 'idle_days'

export interface Kind {
  type: KindName
  options?: Option[]
  decimals?: number
  currency?: string
  unit?: string
  min?: string | number
  max?: string | number
  form?: string
  many?: boolean
  max_count?: number
  meaning?: string
  back_name?: Label
  prefix?: string
  digits?: number
}

export interface Field {
  id: string
  code: string
  name: Label
  kind: Kind
  required?: boolean
  unique?: boolean
  sensitive?: boolean
  help?: Label
  default?: Value
  archived?: boolean
  can?: { edit: boolean }
  /** Set by the client for the columns every record has. */
  system?: boolean
}

export interface FormSummary {
  id: string
  code: string
  name: Label
  plural?: Label
  icon?: string
  color?: Hue
  version: number
  position: number
  can: FormCan
}

export interface FormCan {
  read?: boolean
  create?: boolean
  export?: boolean
  import?: boolean
  design?: boolean
}

export interface Form {
  id: string
  code: string
  name: Label
  plural?: Label
  icon?: string
  version: number
  title: string
  fields: Field[]
  groups: { name: Label; fields: string[]; tab?: boolean }[]
  views: View[]
  actions: { code: string; name: Label; does?: { type: string } }[]
  can: FormCan
}

export type {
  CalendarMode,
  CalendarSettings,
  ColourRule,
  GroupField,
  KanbanSettings,
  Tally,
  View,
  ViewKind,
  ViewLayout,
} from './view-types'

export interface Sort {
  field: string
  descending?: boolean
}

export interface Condition {
  field: string
  op: string
  value?: Value
}
export type Filter = Condition | { and: Filter[] } | { or: Filter[] } | { not: Filter }

export type Display = Record<string, string | null | undefined>

export interface RecordRow {
  id: string
  rev: number
  seq?: number
  values: Record<string, Value>
  display: Display
}

export interface RecordFull extends RecordRow {
  can: { edit: boolean; delete: boolean }
  system: Record<string, Value>
}

export interface QueryBody {
  filter?: Filter
  sort?: Sort[]
  fields?: string[]
  size: number
  at?: number
  after?: string
  count?: 'none' | 'estimate' | 'exact'
  search?: string
  bin?: boolean
  view?: string
}

export interface QueryAnswer {
  items: RecordRow[]
  next: string | null
  count: number | null
  seq: number
}

export interface HistoryItem {
  seq: number
  at: string
  actor: { id: string; name: string }
  origin: string
  kind: string
  fields: { field: string; before: Value; after: Value; display_before?: string; display_after?: string }[]
  /** Which task, where the Change is a task's. */
  task?: { title: string; finished: boolean; reopened: boolean }
  batch?: string
}

export type ActivityKind = 'call' | 'visit' | 'message' | 'note'

export interface Activity {
  id: string
  kind: ActivityKind
  text: string
  at: string
  by: { id: string; name: string }
  minutes?: number
  next_at?: string
  /** Whom `@[name](id)` in the text means, by what they are called now. */
  mentions?: { id: string; name: string }[]
  mine?: boolean
}

export interface NewActivity {
  kind: ActivityKind
  text: string
  at?: string
  minutes?: number
  next_at?: string
  values?: Record<string, Value>
}

export interface BackLinks {
  form: string
  field: string
  name: Label
  count: number
  items: { id: string; title: string }[]
}

/** What an action of a record offers to choose, or what it did. */
export interface Acted {
  steps?: {
    form: string
    values: Record<string, Value>
    display: Display
    matches: PickerItem[]
    optional: boolean
  }[]
  records?: string[]
  batch?: string
}

export type StepChoice = 'make' | 'skip' | { use: string }

export interface Similar {
  form: string
  id: string
  title: string
  because: { field: string; kind: string }[]
  owner?: { id?: string | null; name: string } | null
  last_activity_at?: string | null
}

export interface PickerItem {
  id: string
  title: string
  hint?: string
}

export interface StoredFile {
  file: string
  name: string
  size: number
  media: string
}

export interface Status {
  set_up: boolean
  version: string
  workspace?: { name: string } | null
}

export interface Me {
  id: string
  login?: string | null
  name: string
  phone?: string | null
  role: string
  department?: string | null
  language: 'zh-CN' | 'en'
  theme?: 'light' | 'dark' | 'system' | null
  density?: 'comfortable' | 'compact' | null
  /** IANA name; none = the device's. */
  zone?: string | null
  permissions: { administer: boolean; build: boolean }
  workspace: { name: string }
}

export interface Person {
  id: string
  name: string
  login?: string | null
  phone?: string | null
  department?: string | null
  role?: string
  state?: 'active' | 'invited' | 'disabled'
}

export interface Invitation {
  url: string
  token: string
  expires_at: string
}

export interface PastedPerson {
  line: number
  name: string
  phone: string | null
  problem?: string
  created?: { person: Person; invitation: Invitation | null }
}

export interface Department {
  id: string
  name: string
  parent?: string | null
}

export interface Role {
  code: string
  name: Label
}

export interface Lan {
  enabled: boolean
  addresses: string[]
  qr_svg: string
}

export interface SearchHit {
  form: string
  id: string
  title: string
  hint?: string
}

export interface Notice {
  id: string
  kind: string
  at: string
  read: boolean
  form?: string | null
  record?: string | null
  title?: string
  params?: Record<string, Value>
  /** The title of the task that it is about. */
  task?: string | null
}

export interface Webhook {
  id: string
  url: string
  form?: string | null
  events: string[]
  enabled: boolean
  secret?: string
}

export interface Delivery {
  n: number
  at: string
  event: string
  state: string
  attempts: number
  /** What the other side said last. */
  answer: string
}

export interface ApiKey {
  id: string
  name: string
  /** The key's last characters. */
  hint?: string
  created_at?: string
  key?: string
}

export interface LiveEvent {
  /** `open` and `broken` are the browser's own words: the stream stands; it has ended or cannot be had. */
  type: 'change' | 'gone' | 'notice' | 'job' | 'tasks' | 'catalog' | 'reset' | 'open' | 'broken'
  seq?: number
  form?: string
  record?: string
  id?: string
  /** How far a job is; without them it began or ended. */
  done?: number
  total?: number
}
