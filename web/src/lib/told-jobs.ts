import { useEffect } from 'react'

/** Jobs that a page or a dialog in sight tells of, with how many do; and those whose end was told there. */
const inSight = new Map<string, number>()
const told = new Set<string>()

/** Whether somebody sees, or has just seen, how a job ended: nothing else needs to say it once more. */
export const isToldInSight = (job: unknown): boolean =>
  typeof job === 'string' && (inSight.has(job) || told.has(job))

/** The page or dialog tells of this job: while it is open nothing else rings for it, nor later if its end was shown. */
export function useTellsOf(job: string | null | undefined, ended: boolean): void {
  useEffect(() => {
    if (!job) return
    inSight.set(job, (inSight.get(job) ?? 0) + 1)
    return () => {
      const others = (inSight.get(job) ?? 1) - 1
      if (others > 0) inSight.set(job, others)
      else inSight.delete(job)
    }
  }, [job])
  useEffect(() => {
    if (job && ended) told.add(job)
  }, [job, ended])
}
