import type { QueryClient } from '@tanstack/react-query'
import { Problem } from '@/api/http'
import { keys } from '@/api/queries'
import { addActivity, getRecord } from '@/api/records'
import { asOwnWrite } from '@/live/own-writes'
import { alone } from './alone'
import { type Draft, dropDraft, editDraft, isSendable, rereadQueue, stageSays, useQueue } from './queue'
import { isStill } from './same-person'
import { isUnreached } from './send'

/** The id is taken by what an earlier try wrote. */
function arrivedBefore(error: unknown): { seq?: number } {
  if (error instanceof Problem && error.status === 409 && error.code === 'id_taken') return {}
  throw error
}

const LEASE = 'drafts.sender'

let sending = false

/** Sends what waits, oldest first, until the line breaks again. What needs its writer stays with the reason. */
export async function flush(person: string, client: QueryClient): Promise<void> {
  if (sending) return
  sending = true
  try {
    if (!(await isStill(person, client))) return
    await alone(LEASE, async leads => {
      rereadQueue()
      for (const { key } of useQueue.getState().drafts) {
        if (!leads()) return
        // As it is by now: its writer may have dropped it.
        const draft = useQueue.getState().drafts.find(other => other.key === key)
        if (draft && isSendable(draft, person) && !(await sendOne(draft, client))) return
      }
    })
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
