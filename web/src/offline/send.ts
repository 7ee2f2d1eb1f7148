import { Problem } from '@/api/http'
import { type ActivityWritten, addActivity } from '@/api/records'
import { newId, newKey } from '@/lib/ids'
import { asOwnWrite } from '@/live/own-writes'
import { type Draft, keepDraft } from './queue'

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
