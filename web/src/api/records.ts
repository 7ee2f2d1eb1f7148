import { http } from './http'
import type {
  Acted,
  Activity,
  ActivityKind,
  BackLinks,
  Colleague,
  HistoryItem,
  NewActivity,
  PickerItem,
  QueryAnswer,
  QueryBody,
  RecordFull,
  RecordRow,
  Remark,
  Similar,
  StepChoice,
  Value,
} from './types'

type Values = Record<string, Value>
const all = (form: string) => `/forms/${form}/records` as const
const at = (form: string, id: string) => `/forms/${form}/records/${id}` as const

export const queryRecords = (form: string, body: QueryBody, signal?: AbortSignal) =>
  http<QueryAnswer>('POST', `${all(form)}/query`, { body, ...(signal ? { signal } : {}) })
export const getRecord = (form: string, id: string) => http<RecordFull>('GET', at(form, id))
export const createRecord = (form: string, body: { id?: string; values: Values }, key: string) =>
  http<RecordRow>('POST', all(form), { body, creates: key })
export const updateRecord = (form: string, id: string, rev: number, values: Values) =>
  http<RecordFull>('PATCH', at(form, id), { rev, body: { values }, outlives: true })
export const trashRecord = (form: string, id: string, rev: number) =>
  http<{ batch: string }>('DELETE', at(form, id), { rev })
export const restoreRecord = (form: string, id: string, seq?: number) =>
  http<RecordFull>('POST', `${at(form, id)}/restore`, {
    body: seq === undefined ? {} : { seq },
    creates: true,
  })

/** One sensitive value in plain text; that it was shown is logged. */
export const revealValue = (form: string, id: string, field: string) =>
  http<{ value: string | null }>('POST', `${at(form, id)}/reveal`, { body: { field } })

export const getHistory = (form: string, id: string, after?: number) =>
  http<{ items: HistoryItem[]; next: number | string | null }>('GET', `${at(form, id)}/history`, {
    query: { after },
  })
export interface ActivityPage {
  items: Activity[]
  /** Those that stand at the top, with the first page; they are among the items too. */
  pinned?: Activity[]
  /** Where the older ones begin, if there are any. */
  next?: string | null
  /** With the first page: in which ways and by whom there are any, and whether any has files. */
  present?: { kinds: ActivityKind[]; people: { id: string; name: string }[]; files: boolean }
}
/** Which follow-ups of a record are wanted: of these ways, by one person, with files. */
export interface OnlyThese {
  kinds?: readonly ActivityKind[]
  by?: string
  files?: boolean
}
export const listActivities = (
  form: string,
  id: string,
  after?: string,
  { kinds, ...only }: OnlyThese = {},
) =>
  http<ActivityPage>('GET', `${at(form, id)}/activities`, { query: { after, kind: kinds?.join(), ...only } })
/** A follow-up that was written, and whom its text mentions who cannot see the record. */
export type ActivityWritten = Activity & { unseen?: string[] }
export const addActivity = (form: string, id: string, body: NewActivity, key?: string) =>
  http<ActivityWritten>('POST', `${at(form, id)}/activities`, { body, creates: key ?? true })
/** What is put right in a follow-up; `null` takes away. */
export type ActivityChange = Partial<Pick<NewActivity, 'kind' | 'text' | 'at'>> & { minutes?: number | null }
export const updateActivity = (form: string, id: string, activity: string, body: ActivityChange) =>
  http<ActivityDone>('PATCH', `${at(form, id)}/activities/${activity}`, { body })
export const removeActivity = (form: string, id: string, activity: string) =>
  http<{ batch?: string } | undefined>('DELETE', `${at(form, id)}/activities/${activity}`)
export type ActivityDone = Activity & { batch: string }
export const pinActivity = (form: string, id: string, activity: string, pinned: boolean) =>
  http<ActivityDone>('PUT', `${at(form, id)}/activities/${activity}/pin`, { body: { pinned } })
/** What colleagues put under a follow-up, newest first. */
export const listRemarks = (form: string, id: string, activity: string, after?: string) =>
  http<{ items: Remark[]; next?: string | null }>('GET', `${at(form, id)}/activities/${activity}/remarks`, {
    query: { after },
  })
/** Without a text: that one read it. */
export const addRemark = (form: string, id: string, activity: string, text?: string) =>
  http<ActivityDone>('POST', `${at(form, id)}/activities/${activity}/remarks`, {
    body: text === undefined ? {} : { text },
    creates: true,
  })
export const removeRemark = (form: string, id: string, activity: string, remark: string) =>
  http<ActivityDone>('DELETE', `${at(form, id)}/activities/${activity}/remarks/${remark}`)
export const getBackLinks = (form: string, id: string) =>
  http<BackLinks[] | { items: BackLinks[] }>('GET', `${at(form, id)}/links`).then(answer =>
    Array.isArray(answer) ? answer : answer.items,
  )

export type BatchCommand =
  | { create: { id?: string; values: Values } }
  | { update: { id: string; rev: number; values: Values } }
  | { delete: { id: string; rev: number } }
  | { restore: { id: string } }
  | { note: { id: string; text: string } }
  | { claim: { id: string } }
  | { return: { id: string; reason: string } }
export interface BatchDone {
  /** In the order of the commands. */
  results: { id: string | null; rev: number; seq: number }[]
  batch: string
  seq: number
}
/**
 * `key` is kept over tries: what was done although its answer was lost is not done twice. With the `batch` of an earlier
 * answer it is the next part of that act.
 */
export const runBatch = (form: string, commands: BatchCommand[], key?: string, batch?: string) =>
  http<BatchDone>('POST', `${all(form)}/batch`, {
    body: batch === undefined ? { commands } : { commands, batch },
    creates: key ?? true,
  })
/** A record that an undo left as it is, and why. */
export interface KeptRecord {
  form: string
  id: string
  title: string
  /** `changed_since`, or what refuses it. */
  code: string
  field?: string
  params?: Record<string, unknown>
}
export interface BatchUndone {
  batch: string
  /** Records left as they are, those out of sight too. */
  kept?: number
  /** Those that this person sees. */
  changed_since?: KeptRecord[]
}
/** Answers with the undo's own batch: undo can be undone. */
export const undoBatch = (batch: string) =>
  http<BatchUndone>('POST', `/batches/${batch}/undo`, { body: {}, creates: true })

export const findSimilar = (form: string, values: Values, except?: string) =>
  http<{ items: Similar[] }>('POST', `${all(form)}/similar`, {
    body: except ? { values, except } : { values },
  }).then(answer => answer.items)
export const listOptions = (form: string, field: string, search?: string) =>
  http<{ items: PickerItem[] }>('GET', `/forms/${form}/options`, { query: { field, search } }).then(
    a => a.items,
  )

/** Whom a text on a record may mention: those who see it first. */
export const listColleagues = (form: string, id: string, search?: string) =>
  http<{ items: Colleague[] }>('GET', `${at(form, id)}/people`, { query: { search } }).then(a => a.items)

export interface AggregateAnswer {
  rows: { keys: Value[]; display: (string | null)[]; values: (string | number | null)[] }[]
}
export const aggregate = (form: string, body: unknown) =>
  http<AggregateAnswer>('POST', `${all(form)}/aggregate`, { body })

export const previewAction = (form: string, id: string, action: string) =>
  http<Acted>('POST', `${at(form, id)}/actions/${action}`, { body: { preview: true } })
/** `key` is kept over tries: what was done although its answer was lost is not done twice. */
export const runAction = (form: string, id: string, action: string, choices: StepChoice[], key: string) =>
  http<Acted>('POST', `${at(form, id)}/actions/${action}`, { body: { choices }, creates: key })
