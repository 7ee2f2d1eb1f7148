import { useQuery } from '@tanstack/react-query'
import type { PastImport } from '@/api/import-types'
import { listImports } from '@/api/imports'

const AGAIN_MS = 2_000

export const historyKey = ['imports'] as const

export type PastState = 'draft' | 'running' | 'done' | 'undone' | 'failed' | 'cancelled'

/** How an import stands: its own state, and while it is being written its job's. */
export function stateOf({ state, job }: PastImport): PastState {
  if (state !== 'running' || !job) return state
  return job.state === 'failed' || job.state === 'cancelled' ? job.state : 'running'
}

/** What was imported, newest first; asked again while something is at work. */
export function useHistory() {
  return useQuery({
    queryKey: historyKey,
    queryFn: listImports,
    staleTime: 5_000,
    refetchInterval: query => (query.state.data?.some(one => stateOf(one) === 'running') ? AGAIN_MS : false),
  })
}
