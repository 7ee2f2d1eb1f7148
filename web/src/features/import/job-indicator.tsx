import { useTranslation } from 'react-i18next'
import './words'
import { plainNumber } from '@/lib/format'
import { useGo } from '@/lib/use-go'
import { Spinner } from '@/ui/button'
import { JobBar } from './job-bar'
import { isAtWork, shareOf, useJobs } from './use-job'

/** What is at work in the background; nothing when nothing is. */
export function JobIndicator() {
  const { t } = useTranslation()
  const go = useGo()
  const { data: jobs } = useJobs()
  const busy = (jobs ?? []).filter(job => isAtWork(job) && (job.kind === 'import' || job.kind === 'undo'))
  const [first] = busy
  if (!first) return null
  return (
    <button
      type="button"
      onClick={() => go('/imports')}
      className="mt-1 flex w-full flex-col gap-1.5 rounded-8 border border-line bg-surface px-2.5 py-2 text-left text-12 hover:border-line-strong max-md:mt-0 max-md:rounded-none max-md:border-x-0 max-md:border-b-0 max-md:px-4"
    >
      <span className="flex w-full items-center gap-2 text-fg-2">
        <Spinner />
        <span className="min-w-0 flex-1 truncate">
          {busy.length > 1 ? t('import:job.several', { count: busy.length }) : t(`import:job.${first.kind}`)}
        </span>
        <span className="tabular text-fg-3">
          {first.total > 0 ? `${Math.round(shareOf(first) * 100)}%` : plainNumber(first.done)}
        </span>
      </span>
      <span className="block w-full">
        <JobBar job={first} small />
      </span>
    </button>
  )
}
