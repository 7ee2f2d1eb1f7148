import { useQueries } from '@tanstack/react-query'
import type { Import, Job } from '@/api/import-types'
import { getImport } from '@/api/imports'
import { readStored, writeStored } from '@/lib/stored'
import { importKey } from './use-import'
import { useJobs } from './use-job'

const REMEMBERED = 'imports'
const MOST = 50

/** Which import a job is of: a job says so only once it is done, so the browser that began it remembers. */
export function rememberJob(job: string, one: string): void {
  const known = readStored<Record<string, string>>(REMEMBERED, {})
  writeStored(REMEMBERED, Object.fromEntries([...Object.entries(known), [job, one]].slice(-MOST)))
}

export interface Past {
  job: Job
  one: Import | undefined
}

/** The imports that this person may see, newest first, each with its file once that is known. */
export function useHistory(): { items: Past[] | undefined; error: unknown; reload: () => void } {
  const jobs = useJobs()
  const known = readStored<Record<string, string>>(REMEMBERED, {})
  const past = (jobs.data ?? []).filter(job => job.kind === 'import')
  const ids = past.map(job => job.result?.import ?? known[job.id])
  const imports = useQueries({
    queries: ids.map(id => ({
      queryKey: importKey(id ?? ''),
      queryFn: () => getImport(id ?? ''),
      enabled: id !== undefined,
      retry: false,
    })),
  })
  return {
    items: jobs.data && past.map((job, index) => ({ job, one: imports[index]?.data })),
    error: jobs.error,
    reload: () => void jobs.refetch(),
  }
}
