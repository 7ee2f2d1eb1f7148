// Waits for what becomes true, instead of for a time.

import { setTimeout as sleep } from 'node:timers/promises'

const LIMIT_MS = 10_000
const PAUSE_MS = 50

/** Repeats a check until it passes; after the limit its last failure is the answer. */
export async function eventually<T>(check: () => Promise<T> | T, limit: number = LIMIT_MS): Promise<T> {
  const end = Date.now() + limit
  for (;;) {
    try {
      return await check()
    } catch (error) {
      if (Date.now() > end) throw error
    }
    await sleep(PAUSE_MS)
  }
}
