import { newKey } from '@/lib/ids'

/** So long, an intent whose answer was lost is taken for the same one when it comes again. */
const SAME_MS = 10 * 60_000

/** Who asks again after so long no longer waits for the first: its line may be dead. The key stays the same. */
const JOINS_MS = 15_000

interface Intent {
  key: string
  at: number
  underWay: Promise<unknown> | undefined
}
const intents = new Map<string, Intent>()

/** Forgets what is under way: for tests, whose servers may never answer. */
export const forgetIntents = (): void => intents.clear()

/**
 * Makes something once for one intent: what is asked for again while it is under way gets the answer of the first, and what
 * was asked for and not answered is asked for again under its first key. `answered` tells an error that is the server's word.
 */
export function once<T>(
  intent: string,
  make: (key: string) => Promise<T>,
  answered: (error: unknown) => boolean,
): Promise<T> {
  const known = intents.get(intent)
  const now = Date.now()
  if (known?.underWay && now - known.at < JOINS_MS) return known.underWay as Promise<T>
  const key = known && now - known.at < SAME_MS ? known.key : newKey()
  const run = make(key).then(
    done => {
      intents.delete(intent)
      return done
    },
    error => {
      if (answered(error)) intents.delete(intent)
      else intents.set(intent, { key, at: now, underWay: undefined })
      throw error
    },
  )
  intents.set(intent, { key, at: now, underWay: run })
  return run
}
