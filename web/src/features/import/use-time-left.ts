import { useEffect, useRef, useState } from 'react'

/** Less is too little to say how fast it goes. */
const SEEN_MS = 2_500

export interface Reading {
  at: number
  done: number
}

/** Seconds that are left at the pace since the first reading; none while nobody can say. */
export function secondsLeft(first: Reading, now: Reading, total: number): number | undefined {
  const took = now.at - first.at
  const moved = now.done - first.done
  if (total <= 0 || took < SEEN_MS || moved <= 0) return undefined
  return Math.max(0, Math.round(((total - now.done) * took) / moved / 1000))
}

/** How long something at work still takes, by how fast it went while it was looked at. */
export function useTimeLeft(done: number, total: number): number | undefined {
  const first = useRef<Reading>(undefined)
  const [left, setLeft] = useState<number>()
  useEffect(() => {
    const now = { at: Date.now(), done }
    if (!first.current || first.current.done > done) first.current = now
    setLeft(secondsLeft(first.current, now, total))
  }, [done, total])
  return left
}
