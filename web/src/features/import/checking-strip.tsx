import { useTranslation } from 'react-i18next'
import type { Import } from '@/api/import-types'
import { plainNumber } from '@/lib/format'
import { TimeLeft } from './job-bar'
import { useTimeLeft } from './use-time-left'

/** Not all rows were looked at yet: how far that is, and that one need not wait for it. */
export function CheckingStrip({ one }: { one: Import }) {
  const { t } = useTranslation()
  const { done, total } = one.checking ?? { done: 0, total: 0 }
  const left = useTimeLeft(done, total)
  if (one.problems.complete !== false) return null
  const shown = plainNumber(one.problems.checked ?? 0)
  if (!one.checking)
    return <p className="mx-6 mb-3 text-13 text-fg-3 max-md:mx-4">{t('import:check.estimate', { shown })}</p>
  const percent = total > 0 ? Math.min(100, Math.round((done / total) * 100)) : 0
  return (
    <div className="mx-6 mb-3 rounded-8 border border-line px-3 py-2 max-md:mx-4" role="status">
      <div className="flex flex-wrap items-baseline gap-x-3 text-13">
        <b className="font-medium">{t('import:check.all_rows', { percent })}</b>
        <span className="tabular text-fg-3">
          {t('import:check.all_rows_at', { done: plainNumber(done), total: plainNumber(total) })}
        </span>
        {left !== undefined && <TimeLeft seconds={left} />}
      </div>
      <div
        role="progressbar"
        aria-label={t('import:check.all_rows', { percent })}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        className="mt-1.5 h-1 overflow-hidden rounded-full bg-line-strong"
      >
        <div className="h-full rounded-full bg-accent transition-[width]" style={{ width: `${percent}%` }} />
      </div>
      <p className="mt-1.5 text-12 text-fg-3">{t('import:check.need_not_wait', { shown })}</p>
    </div>
  )
}
