import { useTranslation } from 'react-i18next'
import type { Job } from '@/api/import-types'
import { plainNumber } from '@/lib/format'

const COUNTS = [
  'created',
  'updated',
  'unchanged',
  'lacking',
  'noted',
  'skipped',
  'failed',
  'left_out',
] as const

/** What became of the rows: what was added in any case, and whatever else there is. */
export function Counts({ job }: { job: Job }) {
  const { t } = useTranslation()
  const shown = COUNTS.filter(name => name === 'created' || (job.result?.[name] ?? 0) > 0)
  return (
    <dl className="grid grid-cols-4 gap-x-6 gap-y-4 border-y border-line py-4 max-md:grid-cols-2">
      {shown.map(name => (
        <div key={name} className="flex flex-col-reverse">
          <dt className="text-13 text-fg-3">
            {t(`import:count.${name}`, { count: job.result?.[name] ?? 0 })}
          </dt>
          <dd className={`tabular text-28 font-semibold ${name === 'failed' ? 'text-bad' : 'text-fg'}`}>
            {plainNumber(job.result?.[name] ?? 0)}
          </dd>
        </div>
      ))}
    </dl>
  )
}
