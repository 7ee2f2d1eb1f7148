import { begunOf, eraseBegun } from './begun'
import { dropDraft, useQueue } from './queue'
import { forgetRefused, listedOf, useRefused } from './refused'
import { countUnsent, useUnsent, withdrawUnsent } from './unsent'

/** What of a person's work is in this browser only, by why it is. */
export interface Waiting {
  why: 'unsent' | 'count' | 'refused_edits' | 'begun'
  count: number
  /** The records that it is about; of what was begun only, its first words. */
  titles: readonly string[]
}

export function waitingOf(person: string): Waiting[] {
  const edits = useUnsent.getState().edits.filter(edit => edit.person === person)
  const drafts = draftsOf(person)
  const refused = refusedOf(person)
  const begun = begunOf(person)
  const all: Waiting[] = [
    {
      why: 'unsent',
      count: countUnsent({ edits }),
      titles: edits.flatMap(edit => edit.records.map(record => record.title)),
    },
    { why: 'count', count: drafts.length, titles: drafts.map(draft => draft.title) },
    { why: 'refused_edits', count: refused.length, titles: refused.flatMap(([cell]) => cell?.title ?? []) },
    { why: 'begun', count: begun.length, titles: begun },
  ]
  return all
    .filter(({ count }) => count > 0)
    .map(one => ({ ...one, titles: [...new Set(one.titles)].filter(Boolean) }))
}

const draftsOf = (person: string) => useQueue.getState().drafts.filter(draft => draft.person === person)
const refusedOf = (person: string) =>
  listedOf(useRefused.getState()).filter(([cell]) => cell?.person === person)

/** Nothing of theirs stays in this browser. */
export function discardWaiting(person: string): void {
  const { edits } = useUnsent.getState()
  withdrawUnsent(edits.filter(edit => edit.person === person).map(edit => edit.key))
  for (const { key } of draftsOf(person)) dropDraft(key)
  for (const { record, field } of refusedOf(person).flat()) forgetRefused(record, [field])
  eraseBegun(person)
}

/** What lives with the page only goes with it: that was said, so the browser need not ask once more. */
export function dropUnkeepable(): void {
  const { edits } = useUnsent.getState()
  withdrawUnsent(edits.filter(edit => edit.secret).map(edit => edit.key))
}
