import type { QueryClient } from '@tanstack/react-query'
import { Problem } from '@/api/http'
import { keys } from '@/api/queries'
import { type ActivityWritten, addActivity, getRecord } from '@/api/records'
import { newId, newKey } from '@/lib/ids'
import { asOwnWrite } from '@/live/own-writes'
import { type Draft, dropDraft, editDraft, isSendable, keepDraft, stageSays, useQueue } from './queue'
import { isStill } from './same-person'

/**
 * The server did not get it, or nobody knows: to be tried again. A gateway answers for a server that is away; one that is busy
 * may be at the first try still.
 */
export const isUnreached = (error: unknown): boolean =>
  error instanceof Problem && [0, 429, 502, 503, 504].includes(error.status)

/** Nothing was refused: it may still be saved, by whoever made it. A session that ended goes on with the next one. */
export const canWait = (error: unknown): boolean =>
  isUnreached(error) || (error instanceof Problem && error.status === 401)

/** Writes a follow-up; without a connection it is kept as a draft that is sent later. */
export async function sendOrKeep(draft: Omit<Draft, 'key'>): Promise<ActivityWritten | 'kept'> {
  const key = newKey()
  const { form, record } = draft
  // The server forgets the key after a day; the id it knows for ever.
  const body = { id: newId('act'), ...draft.body }
  try {
    return await asOwnWrite(record, () => addActivity(form, record, body, key))
  } catch (error) {
    // Said to have happened when it was written, not when the line came back.
    const at = body.at ?? new Date().toISOString()
    if (isUnreached(error) && keepDraft({ ...draft, key, body: { ...body, at } })) return 'kept'
    throw error
  }
}

/** The id is taken by what an earlier try wrote. */
function arrivedBefore(error: unknown): { seq?: number } {
  if (error instanceof Problem && error.status === 409 && error.code === 'id_taken') return {}
  throw error
}

let sending = false

/** Sends what waits, oldest first, until the line breaks again. What needs its writer stays with the reason. */
export async function flush(person: string, client: QueryClient): Promise<void> {
  if (sending) return
  sending = true
  try {
    if (!(await isStill(person, client))) return
    for (const draft of useQueue.getState().drafts) {
      if (!isSendable(draft, person)) continue
      if (!(await sendOne(draft, client))) return
    }
  } finally {
    sending = false
  }
}

/** Whether to go on with the next one. */
async function sendOne(draft: Draft, client: QueryClient): Promise<boolean> {
  const { form, record, key } = draft
  try {
    if (draft.stage) {
      const now = (await getRecord(form, record)).values[draft.stage.field] ?? null
      if (stageSays(draft, now) === 'ask') {
        editDraft(key, old => ({ ...old, theirs: now }))
        return true
      }
    }
    await asOwnWrite(record, () => addActivity(form, record, draft.body, key)).catch(arrivedBefore)
    dropDraft(key)
    void client.invalidateQueries({ queryKey: keys.record(form, record) })
    void client.invalidateQueries({ queryKey: keys.pages(form) })
    return true
  } catch (error) {
    if (isUnreached(error)) return false
    // Signed out: the next session of this person sends it.
    if (!(error instanceof Problem) || error.status === 401 || error.status >= 500) return false
    editDraft(key, old => ({ ...old, refused: error.errors[0]?.code ?? error.code }))
    return true
  }
}
