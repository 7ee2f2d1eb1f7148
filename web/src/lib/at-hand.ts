import { useEffect } from 'react'
import { aheadOfNeed } from './missing-code'

/** See `later`. */
export interface Fetched {
  fetch: () => Promise<unknown>
}

/** Where a browser does not tell when it is idle: by then what was asked for is there. */
const QUIET_MS = 1500
/** So long a busy page may keep a part waiting. */
const LATEST_MS = 4000

function onIdle(run: () => void): () => void {
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(run, QUIET_MS)
    return () => clearTimeout(timer)
  }
  const asked = requestIdleCallback(run, { timeout: LATEST_MS })
  return () => cancelIdleCallback(asked)
}

/** Somebody who pays for each megabyte waits rather for what is really opened. */
const savesData = (): boolean =>
  (navigator as Navigator & { connection?: { saveData?: boolean } }).connection?.saveData === true

/** Fetches parts one after another while nothing else is to be done. Answers how to stop. */
export function fetchAtLeisure(parts: readonly Fetched[]): () => void {
  let left = savesData()
  let stop: () => void = () => undefined
  const next = (at: number) => {
    const part = parts[at]
    if (left || !part) return
    stop = onIdle(() => {
      // A line that failed once is not tried part by part: who opens one is told.
      aheadOfNeed(part.fetch).then(
        () => next(at + 1),
        () => undefined,
      )
    })
  }
  next(0)
  return () => {
    left = true
    stop()
  }
}

/** What is opened next shall not wait for its code: it is fetched once the page itself is there. */
export function useAtHand(there: boolean, parts: () => readonly Fetched[]): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, with what the page knows by then.
  useEffect(() => (there ? fetchAtLeisure(parts()) : undefined), [there])
}
