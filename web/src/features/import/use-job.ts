import { useQuery } from '@tanstack/react-query'
import type { Job } from '@/api/import-types'
import { getJob, listJobs } from '@/api/imports'

// The live stream tells how far a job is; asking covers a stream that is cut.
const LOOK_AGAIN_MS = 5000
const LIST_AGAIN_MS = 15_000

export const isAtWork = (job: Job | undefined): boolean =>
  job?.state === 'waiting' || job?.state === 'running'

/** A job; the live stream tells of its changes, asking again covers a cut stream. */
export function useJob(id: string | null | undefined) {
  return useQuery({
    queryKey: ['job', id],
    queryFn: () => getJob(id ?? ''),
    enabled: Boolean(id),
    staleTime: 0,
    refetchInterval: query => (isAtWork(query.state.data) ? LOOK_AGAIN_MS : false),
  })
}

/** Jobs of this person. Asked again while one is at work; beginning one makes the list stale. */
export function useJobs() {
  return useQuery({
    queryKey: ['jobs'],
    queryFn: listJobs,
    staleTime: 15_000,
    refetchInterval: query => (query.state.data?.some(isAtWork) ? LIST_AGAIN_MS : false),
  })
}

export const shareOf = (job: Job): number => (job.total > 0 ? Math.min(1, job.done / job.total) : 0)
