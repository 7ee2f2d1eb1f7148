import type { LiveEvent } from '@/api/types'

/** What the cache has to do about a handful of live events. */
export interface Refresh {
  /** Records whose detail, history, activities and back-links are stale. */
  records: { form: string; id: string }[]
  /** Forms whose pages in view and counts are stale. */
  forms: string[]
  /** Records that left this person's sight. */
  gone: { form: string; id: string }[]
  notices: boolean
  /** Somebody's open work changed, ours among it. */
  tasks: boolean
  catalog: boolean
  /** Other records are in this person's sight than before. */
  sight: boolean
  /** Jobs that began or ended. */
  jobs: string[]
  /** How far jobs at work are. */
  progress: { id: string; done: number; total: number }[]
  /** The stream was cut and may have missed something: everything is stale. */
  everything: boolean
}

export interface OwnWrites {
  /** True while a write of ours on this record is under way: its events wait. */
  isSaving: (record: string) => boolean
  /** The log position of our last answered write on this record. */
  seqOf: (record: string) => number
}

/**
 * Folds events into one refresh. Our own writes do not refresh lists (a saved edit never jumps to another row), but they do
 * refresh the record's history. Events of records being saved are handed back in `later`.
 */
export function coalesce(events: LiveEvent[], own: OwnWrites): { refresh: Refresh; later: LiveEvent[] } {
  const records = new Map<string, { form: string; id: string }>()
  const gone = new Map<string, { form: string; id: string }>()
  const forms = new Set<string>()
  const jobs = new Set<string>()
  const progress = new Map<string, { id: string; done: number; total: number }>()
  const later: LiveEvent[] = []
  const refresh: Refresh = {
    records: [],
    forms: [],
    gone: [],
    notices: false,
    tasks: false,
    catalog: false,
    sight: false,
    jobs: [],
    progress: [],
    everything: false,
  }
  for (const event of events) {
    if (event.type === 'reset') refresh.everything = true
    if (event.type === 'notice') refresh.notices = true
    if (event.type === 'tasks') refresh.tasks = true
    if (event.type === 'catalog') refresh.catalog = true
    if (event.type === 'sight') refresh.sight = true
    if (event.type === 'job' && event.id) {
      const { id, done, total } = event
      if (done === undefined || total === undefined) jobs.add(id)
      else progress.set(id, { id, done, total })
    }
    const { form, record } = event
    if ((event.type !== 'change' && event.type !== 'gone') || !form) continue
    if (!record) {
      forms.add(form)
      continue
    }
    if (event.type === 'change' && own.isSaving(record)) {
      later.push(event)
      continue
    }
    const mine = event.seq !== undefined && event.seq <= own.seqOf(record)
    if (event.type === 'gone') gone.set(record, { form, id: record })
    records.set(record, { form, id: record })
    if (!mine) forms.add(form)
  }
  refresh.records = [...records.values()]
  refresh.gone = [...gone.values()]
  refresh.forms = [...forms]
  refresh.jobs = [...jobs]
  // What is fetched anew says it better.
  refresh.progress = [...progress.values()].filter(({ id }) => !jobs.has(id))
  return { refresh, later }
}

/** How long to gather events: short for a colleague's edit, long while an import pours in. */
export function gatherFor(waiting: number): number {
  return waiting > 40 ? 1500 : 200
}
