import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { exportUrl, startExport } from '@/api/exports'
import { cancelJob, getJob } from '@/api/imports'
import { plainNumber } from '@/lib/format'
import { codeText, problemText } from '@/lib/problem-text'
import { useTellsOf } from '@/lib/told-jobs'
import { useWrite } from '@/lib/use-write'
import { Button } from '@/ui/button'
import { Segmented } from '@/ui/controls'
import { Dialog } from '@/ui/dialog'
import { tellOfDownload } from '@/ui/download-hint'
import type { Selection } from '../grid/selection'
import type { RowQuery } from '../grid/use-pages'
import { exportBody } from './export-body'

interface ExportDialogProps {
  query: RowQuery
  /** The columns as they stand, left to right. */
  columns: readonly string[]
  total: number | undefined
  selection: Selection
  onClose: () => void
}

const AGAIN_MS = 700

/** What one sees, as a file: the same rows in the same order under the same headings. */
export function ExportDialog({ query, columns, total, selection, onClose }: ExportDialogProps) {
  const { t } = useTranslation()
  const [format, setFormat] = useState<'xlsx' | 'csv'>('xlsx')
  const [scope, setScope] = useState<'all' | 'picked'>(selection.size > 0 ? 'picked' : 'all')
  const [which, setWhich] = useState<'shown' | 'every'>('shown')
  const start = useWrite({
    mutationFn: () =>
      startExport(
        exportBody(
          query,
          format,
          which === 'shown' ? columns : undefined,
          scope === 'picked' ? selection : undefined,
        ),
      ),
  })
  const id = start.data?.id
  const { data: job = start.data } = useQuery({
    queryKey: ['job', id],
    queryFn: () => getJob(id ?? ''),
    enabled: Boolean(id),
    staleTime: 0,
    refetchInterval: query =>
      query.state.data && ['waiting', 'running'].includes(query.state.data.state) ? AGAIN_MS : false,
  })
  const link = useRef<HTMLAnchorElement>(null)
  const done = job?.state === 'done'
  useEffect(() => {
    if (done) link.current?.click()
  }, [done])
  const atWork = job?.state === 'waiting' || job?.state === 'running'
  useTellsOf(id, job !== undefined && !atWork)
  const percent = job && job.total > 0 ? Math.round((job.done / job.total) * 100) : 0
  const failed = job?.state === 'failed' || job?.state === 'cancelled'
  const cancel = () => {
    if (atWork && id) void cancelJob(id).catch(() => undefined)
    onClose()
  }
  const all = plainNumber(total ?? 0)
  return (
    <Dialog
      open
      onClose={cancel}
      width={460}
      title={t('records:export.title')}
      footer={
        <>
          <Button onClick={cancel}>{t(done ? 'app:close' : 'app:cancel')}</Button>
          {done && id ? (
            <a
              ref={link}
              href={exportUrl(id)}
              download
              onClick={tellOfDownload}
              className="inline-flex h-8 items-center gap-1.5 rounded-8 bg-accent px-3 text-13 font-medium text-on-accent hover:bg-accent-hover"
            >
              <Download size={14} />
              {t('records:export.download')}
            </a>
          ) : (
            <Button look="primary" busy={start.isPending || atWork} onClick={() => start.mutate()}>
              {t('records:export.run')}
            </Button>
          )}
        </>
      }
    >
      <div className="flex min-h-40 flex-col gap-4">
        {job && !failed ? (
          <div className="flex flex-1 flex-col justify-center gap-2">
            <div
              role="progressbar"
              aria-label={t('records:export.title')}
              aria-valuemin={0}
              aria-valuemax={100}
              aria-valuenow={done ? 100 : percent}
              className="h-2 overflow-hidden rounded-full bg-line-strong"
            >
              <div
                className="h-full rounded-full bg-accent transition-[width] duration-300"
                style={{ width: `${done ? 100 : Math.max(2, percent)}%` }}
              />
            </div>
            <p role="status" className="tabular text-13 text-fg-2">
              {done
                ? t('records:export.done', { count: job.total, shown: plainNumber(job.total) })
                : t('records:export.running', { done: plainNumber(job.done), total: plainNumber(job.total) })}
            </p>
          </div>
        ) : (
          <>
            <Choice label={t('records:export.rows')}>
              <Segmented
                label={t('records:export.rows')}
                value={scope}
                options={[
                  ...(selection.size > 0
                    ? [
                        {
                          value: 'picked' as const,
                          label: t('records:export.picked', { shown: plainNumber(selection.size) }),
                        },
                      ]
                    : []),
                  { value: 'all' as const, label: t('records:export.all', { shown: all }) },
                ]}
                onChange={setScope}
              />
            </Choice>
            <Choice label={t('records:export.columns')}>
              <Segmented
                label={t('records:export.columns')}
                value={which}
                options={[
                  { value: 'shown', label: t('records:export.shown', { count: columns.length }) },
                  { value: 'every', label: t('records:export.every') },
                ]}
                onChange={setWhich}
              />
            </Choice>
            <Choice label={t('records:export.format')}>
              <Segmented
                label={t('records:export.format')}
                value={format}
                options={[
                  { value: 'xlsx', label: t('records:export.xlsx') },
                  { value: 'csv', label: t('records:export.csv') },
                ]}
                onChange={setFormat}
              />
            </Choice>
            {(start.error || failed) && (
              <p role="alert" className="text-13 text-bad">
                {start.error
                  ? problemText(start.error)
                  : codeText(job?.problem?.code ?? 'fault', job?.problem?.params)}
              </p>
            )}
          </>
        )}
      </div>
    </Dialog>
  )
}

function Choice({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="flex flex-col items-start gap-1.5">
      <span className="text-13 text-fg-2">{label}</span>
      {children}
    </div>
  )
}
