import { useTranslation } from 'react-i18next'
import { plainNumber } from '@/lib/format'
import { Button } from '@/ui/button'
import { stopWork, useWork } from '../edit/progress'

/** Long work of this tab: how far it is, and a way to stop it. */
export function WorkBar() {
  const { t } = useTranslation()
  const work = useWork(state => state.work)
  if (!work) return null
  const percent = work.total > 0 ? Math.min(100, Math.round((work.done / work.total) * 100)) : 0
  return (
    <div
      role="status"
      className="pop-in fixed bottom-14 left-1/2 z-[1250] flex w-[400px] max-w-[92vw] -translate-x-1/2 items-center gap-3 rounded-12 border border-line bg-raised py-2 pl-4 pr-2 shadow-3"
    >
      <div className="min-w-0 flex-1">
        <p className="tabular flex justify-between gap-3 text-13">
          <span className="truncate">{work.label}</span>
          <span className="shrink-0 text-fg-3">
            {plainNumber(work.done)} / {plainNumber(work.total)}
          </span>
        </p>
        <div
          role="progressbar"
          aria-label={work.label}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={percent}
          className="mt-1.5 h-1 overflow-hidden rounded-full bg-line-strong"
        >
          <div
            className="h-full rounded-full bg-accent transition-[width] duration-200"
            style={{ width: `${percent}%` }}
          />
        </div>
      </div>
      <Button look="quiet" size="small" disabled={work.stopping} onClick={stopWork}>
        {t(work.stopping ? 'records:bulk.stopping' : 'records:bulk.stop')}
      </Button>
    </div>
  )
}
