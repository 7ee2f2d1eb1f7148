import type { Label } from '@/lib/label'
import { http } from './http'
import { queryRecords, runBatch } from './records'
import type { QueryAnswer } from './types'

export interface Bins {
  /** Days after which records are erased; none = they stay. */
  keep_days: number | null
  forms: Bin[]
}

export interface Bin {
  form: string
  /** What its records are called. */
  name: Label
  icon: string
  /** The form itself was deleted: its records come back with it only. */
  deleted: boolean
  records: number
}

export const getBins = () => http<Bins>('GET', '/recycle-bin')
export const keepBinned = (keep_days: number | null) =>
  http<Bins>('PUT', '/recycle-bin', { body: { keep_days } })

/** What lies in a form's bin, what was deleted last first. */
export const listBinned = (
  form: string,
  title: string,
  { search, after }: { search?: string; after?: string | undefined },
): Promise<QueryAnswer> =>
  queryRecords(form, {
    bin: true,
    fields: [title, 'deleted_at', 'updated_by'],
    sort: [{ field: 'deleted_at', descending: true }],
    size: 100,
    // What lies in the bin is out of the search index: its titles are looked through.
    ...(search ? { filter: { field: title, op: 'contains', value: search } } : {}),
    ...(after ? { after } : {}),
  })

export const restoreMany = (form: string, ids: string[]) =>
  runBatch(
    form,
    ids.map(id => ({ restore: { id } })),
  )

export interface Emptied {
  erased: number
  more: boolean
  before: string
}
/** Some of what lies in a form's bin goes for good; what was deleted after `before` stays. */
export const emptyBin = (form: string, before?: string) =>
  http<Emptied>('POST', '/recycle-bin/empty', { body: before ? { form, before } : { form } })

/** Away with a record for good. Sent under a key: it happens once, whatever breaks in between. */
export const eraseRecord = (form: string, id: string) =>
  http<void>('POST', `/forms/${form}/records/${id}/erase`, { creates: true })
