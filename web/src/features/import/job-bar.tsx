import { useTranslation } from 'react-i18next'
import type { Job } from '@/api/import-types'
import { plainNumber } from '@/lib/format'
import { shareOf } from './use-job'
import { useTimeLeft } from './use-time-left'

export function JobBar({ job, small }: { job: Job; small?: boolean }) {
  const { t } = useTranslation()
  const percent = Math.round(shareOf(job) * 100)
  const left = useTimeLeft(job.done, job.total)
  const label = t(`import:job.${job.kind}`)
  return (
    <div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        className={`overflow-hidden rounded-full bg-line-strong ${small ? 'h-1' : 'h-2'}`}
      >
        <div
          className="h-full rounded-full bg-accent transition-[width] duration-300"
          style={{ width: `${Math.max(percent, 2)}%` }}
        />
      </div>
      {!small && (
        <p className="tabular mt-2 flex flex-wrap justify-between gap-x-4 text-13 text-fg-2" role="status">
          <span>
            {job.state === 'waiting'
              ? t('import:running.waiting')
              : t('import:running.rows', {
                  done: plainNumber(job.done),
                  total: plainNumber(job.total),
                  percent,
                })}
          </span>
          {left !== undefined && job.state === 'running' && <TimeLeft seconds={left} />}
        </p>
      )}
    </div>
  )
}

export function TimeLeft({ seconds }: { seconds: number }) {
  const { t } = useTranslation()
  const minutes = Math.ceil(seconds / 60)
  return (
    <span className="text-fg-3">
      {seconds < 55
        ? t('import:running.seconds_left', { count: Math.max(5, Math.ceil(seconds / 5) * 5) })
        : t('import:running.minutes_left', { count: minutes })}
    </span>
  )
}
