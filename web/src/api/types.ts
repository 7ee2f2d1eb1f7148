import type { Label } from '@/lib/label'
import type { CarriedOut, TakenBack } from './acts'
import type { Sharpened } from './contract'
import type * as Server from './generated/types.gen'
import type { View } from './view-types'

/**
 * The shapes of docs/api.md, in one place: features import them from here only. They are the generated ones; what the document
 * leaves open (a value, a kind, a word out of a fixed set) is said more sharply here. A new key of an answer comes from the
 * server's code by `cargo xtask openapi`.
 */

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
  /** Filled in where people set values: an action of this name leads here, so it cannot be picked. */
  reachedBy?: Label
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

export type Kind = {
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
  /** Of a date: by then the record should have come to an end. */
  due?: boolean
}

type ServerField = Sharpened<
  Server.Field,
  { name: Label; kind: Kind; default?: Value; help?: Label; can?: Server.FieldCan },
  'required' | 'unique' | 'archived'
>
export type Field = ServerField & {
  /** Set by the client for the columns every record has. */
  system?: boolean
}

/** A follow-up that is often written on records of a form. */
export type SharedTemplate = Sharpened<
  Server.ActivityTemplate,
  { label: Label; kind: ActivityKind; text: Label; next_in_days?: number }
>

export type FormCan = Partial<Server.FormCan>
/** Records that nobody owns, and the fields that do not show before one of them is claimed. */
export type FormPool = Sharpened<Server.FormPool, { name: Label }>
export type FormSummary = Sharpened<
  Server.Summary,
  { name: Label; plural?: Label; can: FormCan; pool?: FormPool },
  'icon'
>
export type Form = Sharpened<
  Server.Definition,
  {
    name: Label
    plural?: Label
    fields: ServerField[]
    groups: { name: Label; fields: string[]; tab?: boolean }[]
    views: View[]
    actions: {
      code: string
      name: Label
      does?: { type: string; steps?: { link_back?: string }[]; mark?: Record<string, Value> }
    }[]
    activity_templates: SharedTemplate[]
    can: FormCan
    pool?: FormPool
  },
  'icon' | 'position' | 'activity_templates'
>

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

export type Sort = Sharpened<Server.Sort, { descending?: boolean }>

export type Condition = { field: string; op: string; value?: Value }
export type Filter = Condition | { and: Filter[] } | { or: Filter[] } | { not: Filter }

export type Display = Record<string, string | null | undefined>

/** By which field words found a record. */
export type FoundBecause = Server.HitBecause

export type RecordRow = Sharpened<
  Server.Record,
  { values: Record<string, Value>; display: Display },
  'seq'
> & {
  /** In a list that is searched: by which field, where the title does not say it. */
  because?: FoundBecause | null
}
export type RecordFull = RecordRow &
  Sharpened<Pick<Server.WholeRecord, 'can' | 'system'>, { system: Record<string, Value> }>

export type QueryBody = Sharpened<
  Server.QueryBody,
  {
    filter?: Filter
    sort?: Sort[]
    fields?: string[]
    size: number
    at?: number
    after?: string
    count?: 'none' | 'estimate' | 'exact'
    search?: string
    view?: string
  }
>
export type QueryAnswer = Sharpened<
  Server.RecordPage,
  { items: RecordRow[]; next: string | null; count: number | null }
>

export type HistoryItem = Sharpened<
  Server.HistoryChange,
  {
    actor: { id: string; name: string }
    fields: Sharpened<
      Server.ChangedField,
      { before: Value; after: Value },
      'display_before' | 'display_after'
    >[]
    /** Which task, where the Change is a task's. */
    task?: Server.ChangedTask
    /** The action of the form that it carried out. */
    action?: CarriedOut
    /** What an undo took back. */
    undoes?: TakenBack
    /** It brought back the state that the record had since then. */
    restores?: Server.BroughtBack
    batch?: string
  }
>

export type ActivityKind = 'call' | 'visit' | 'message' | 'note'
export type Activity = Sharpened<
  Server.Activity,
  {
    kind: ActivityKind
    by: { id: string; name: string }
    minutes?: number
    next_at?: string
    /** Whom `@[name](id)` in the text means, by what they are called now. */
    mentions?: { id: string; name: string }[]
    remarks?: Remark[]
  },
  'mine' | 'remark_count' | 'reader_count'
>
/** What a colleague put under a follow-up; without a text only that they read it. */
export type Remark = Sharpened<
  Server.Remark,
  { by: { id: string; name: string }; mentions?: { id: string; name: string }[] }
>
export type NewActivity = Sharpened<
  Server.RecordsActivitiesNewBody,
  {
    kind: ActivityKind
    at?: string
    minutes?: number
    next_at?: string
    values?: Record<string, Value>
  }
>

export type BackLinks = Sharpened<Server.BackLinks, { name: Label }>

/** What an action of a record offers to choose, or what it did. */
export type Acted = Sharpened<
  Server.Acted,
  {
    steps?: Sharpened<
      Server.StepShape,
      { values: Record<string, Value>; display: Display; matches: PickerItem[] }
    >[]
    records?: string[]
    batch?: string
  }
>
export type StepChoice = 'make' | 'skip' | { use: string }

export type Similar = Server.Similar
export type PickerItem = Sharpened<Server.Pick, object, 'hint'>
/** Somebody whom a text on a record may mention, and whether they see it. */
export type Colleague = Sharpened<Server.Colleague, object, 'hint'>
export type SearchHit = Sharpened<Server.Hit, object, 'hint'>
export type StoredFile = Server.StoredFile
export type Status = Server.Status

export type Me = Sharpened<
  Server.Me,
  {
    language: 'zh-CN' | 'en'
    theme?: 'light' | 'dark' | 'system' | null
    density?: 'comfortable' | 'compact' | null
    /** IANA name; none = the device's. */
    zone?: string | null
  }
>
export type Person = Sharpened<
  Server.Person,
  {
    role?: string
    /** `known`: by name only, from an import. */
    state?: 'active' | 'invited' | 'disabled' | 'known'
  }
>
export type Invitation = Server.Invitation
export type PastedPerson = Sharpened<
  Server.PastedLine,
  { phone: string | null; problem?: string; created?: { person: Person; invitation: Invitation | null } }
>
export type Department = Server.Department
export type Role = Sharpened<Server.Role, { name: Label }>
export type Lan = Server.Lan

export type Notice = Sharpened<
  Server.Notice,
  {
    title?: string
    params?: Record<string, Value>
    /** The title of the task that it is about. */
    task?: string | null
  }
>
export type Webhook = Sharpened<Server.Webhook, { secret?: string }, 'created_at'>
export type Delivery = Server.Delivery
export type ApiKey = Sharpened<Server.ApiKey, { key?: string }, 'hint' | 'created_at' | 'person'>

export interface LiveEvent {
  /** `hello`: all beyond `seq` is told from now on. `broken` is the browser's own word: it has ended or cannot be had. */
  type: 'change' | 'gone' | 'notice' | 'job' | 'tasks' | 'catalog' | 'sight' | 'reset' | 'hello' | 'broken'
  seq?: number
  form?: string
  record?: string
  id?: string
  /** Of `hello`: what was missed since the last event follows. */
  resumed?: boolean
  /** How far a job is; without them it began or ended. */
  done?: number
  total?: number
}
