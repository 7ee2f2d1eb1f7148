import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Ban, CircleAlert, CircleCheck, Download, Redo2, Undo2 } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Import, Job } from '@/api/import-types'
import { cancelJob, failedRowsUrl, remarksUrl, resumeJob } from '@/api/imports'
import { formQuery, formsQuery } from '@/api/queries'
import { useAtHand } from '@/lib/at-hand'
import { plainNumber } from '@/lib/format'
import { words } from '@/lib/label'
import { listHref } from '@/lib/list-search'
import { problemText } from '@/lib/problem-text'
import { useTellsOf } from '@/lib/told-jobs'
import { useGo } from '@/lib/use-go'
import { usePhone } from '@/lib/use-media'
import { Arriving } from '@/ui/arriving'
import { Button } from '@/ui/button'
import { SheetHeader } from '@/ui/sheet-header'
import { Bones } from '@/ui/states'
import { toast } from '@/ui/toast'
import { Checkup } from './checkup'
import { historyKey } from './history'
import { UndoDialog } from './import-parts'
import { fileName, rowProblemText } from './import-text'
import { listOf } from './imported-list'
import { JobBar } from './job-bar'
import { Counts } from './outcome-counts'
import { isAtWork, useJob } from './use-job'

/** An import at work, and what came of it. */
export function Outcome({ one, onChanged }: { one: Import; onChanged: () => void }) {
  const { t } = useTranslation()
  const go = useGo()
  const client = useQueryClient()
  const job = useJob(one.job)
  const phone = usePhone()
  const { data: forms } = useQuery(formsQuery)
  const [turning, setTurning] = useState<'undo' | 'redo'>()
  const turned = turning === 'redo' ? one.redo : one.job
  const form = forms?.find(other => other.code === one.target.form)
  const name = form ? words(form.plural) || words(form.name) : (one.target.new_form?.name ?? '')
  const state = job.data?.state
  useEffect(() => {
    if (state !== 'done' && state !== 'cancelled') return
    onChanged()
    for (const key of ['forms', 'form', 'pages', 'counts', 'jobs'])
      void client.invalidateQueries({ queryKey: [key] })
  }, [state, client, onChanged])
  const act = async (run: (id: string) => Promise<Job>) => {
    if (!one.job) return
    try {
      client.setQueryData(['job', one.job], await run(one.job))
      void client.invalidateQueries({ queryKey: ['jobs'] })
    } catch (error) {
      toast(problemText(error), { tone: 'bad' })
    }
  }
  const list = form ? `/f/${form.code}` : '/'
  const atWork = isAtWork(job.data)
  useAtHand(Boolean(job.data) && !atWork, () => [UndoDialog])
  useTellsOf(one.job, job.data !== undefined && !atWork)
  return (
    <>
      <SheetHeader
        title={name ? t('import:title_of', { form: name }) : t('import:title')}
        onBack={() => go(list)}
      >
        <Button look="quiet" onClick={() => go('/imports')}>
          {t('import:history.title')}
        </Button>
      </SheetHeader>
      <div className="scroll-quiet min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex w-full max-w-[760px] flex-col gap-6 px-6 pb-10 pt-8 max-md:px-4 max-md:pt-4">
          {!job.data && one.job && <Bones rows={3} height={32} />}
          {job.data && atWork && (
            <section className="flex flex-col gap-3">
              <h2 className="text-20 font-semibold">{t('import:running.title', { name: fileName(one) })}</h2>
              <JobBar job={job.data} />
              <p className="text-13 text-fg-3">
                {t(phone ? 'import:running.hint_phone' : 'import:running.hint')}
              </p>
              <div className="flex gap-2">
                <Button onClick={() => go(list)}>{t('import:running.leave')}</Button>
                <Button look="quiet" icon={<Ban size={14} />} onClick={() => void act(cancelJob)}>
                  {t('import:running.cancel')}
                </Button>
              </div>
            </section>
          )}
          {job.data && !atWork && (
            <>
              <Heading job={job.data} one={one} name={name} />
              {one.state !== 'undone' &&
                (job.data.result?.created === undefined ? (
                  <SoFar job={job.data} />
                ) : (
                  <Counts job={job.data} />
                ))}
              <div className="flex flex-wrap gap-2">
                {one.state !== 'undone' && form && (
                  <OpenButtons one={one} job={job.data} form={form.code} name={name} />
                )}
                {(job.data.state === 'failed' || job.data.state === 'cancelled') &&
                  one.state !== 'undone' && (
                    <Button onClick={() => void act(resumeJob)}>{t('import:done.resume')}</Button>
                  )}
                {one.file.kept !== false &&
                  ((job.data.result?.failed ?? 0) > 0 || (job.data.result?.skipped ?? 0) > 0) && (
                    <a
                      href={failedRowsUrl(one.id)}
                      download
                      className="inline-flex h-8 items-center gap-1.5 rounded-8 border border-line-strong px-3 text-13 hover:bg-hover max-md:h-11"
                    >
                      <Download size={14} aria-hidden="true" />
                      {t('import:done.failed_rows')}
                    </a>
                  )}
                {one.file.kept !== false && (job.data.result?.noted ?? 0) > 0 && (
                  <a
                    href={remarksUrl(one.id)}
                    download
                    className="inline-flex h-8 items-center gap-1.5 rounded-8 border border-line-strong px-3 text-13 hover:bg-hover max-md:h-11"
                  >
                    <Download size={14} aria-hidden="true" />
                    {t('import:done.remarks')}
                  </a>
                )}
                {one.state === 'undone' && one.redo && (
                  <Button look="primary" icon={<Redo2 size={14} />} onClick={() => setTurning('redo')}>
                    {t('import:redo.action')}
                  </Button>
                )}
                {one.state !== 'undone' && (
                  <Button look="danger" icon={<Undo2 size={14} />} onClick={() => setTurning('undo')}>
                    {t('import:undo.action')}
                  </Button>
                )}
              </div>
              {job.data.state === 'done' && one.state === 'done' && form && (
                <Checkup one={one} form={form.code} name={words(form.name)} />
              )}
            </>
          )}
        </div>
      </div>
      <Arriving>
        {turning && turned && (
          <UndoDialog
            job={turned}
            redo={turning === 'redo'}
            onClose={() => setTurning(undefined)}
            onDone={() => {
              setTurning(undefined)
              onChanged()
              void client.invalidateQueries({ queryKey: historyKey })
            }}
          />
        )}
      </Arriving>
    </>
  )
}

function Heading({ job, one, name }: { job: Job; one: Import; name: string }) {
  const { t } = useTranslation()
  const undone = one.state === 'undone'
  const good = job.state === 'done' && !undone
  const Icon = good ? CircleCheck : undone ? Undo2 : CircleAlert
  const key = undone ? 'undone' : job.state
  return (
    <div className="flex items-start gap-3">
      <Icon
        size={28}
        strokeWidth={1.6}
        className={good ? 'text-ok' : undone ? 'text-fg-3' : 'text-warn'}
        aria-hidden="true"
      />
      <div>
        <h2 className="text-20 font-semibold">{t(`import:done.${key}`)}</h2>
        <p className="text-13 text-fg-3">
          {fileName(one)}
          {name ? ` → ${name}` : ''}
        </p>
        {job.problem && <p className="mt-1 text-13 text-bad">{rowProblemText({ row: 0, ...job.problem })}</p>}
      </div>
    </div>
  )
}

/** To what was imported, in the order of the sheet with its columns; or to the whole list. */
function OpenButtons({ one, job, form, name }: { one: Import; job: Job; form: string; name: string }) {
  const { t } = useTranslation()
  const go = useGo()
  const { data } = useQuery(formQuery(form))
  const { created = 0, records, lacking = 0, lacking_records: unfilled } = job.result ?? {}
  const made = records && created > 0 && data ? listOf(one, data, records) : undefined
  return (
    <>
      {made && (
        <Button look="primary" onClick={() => go(listHref(form, made))}>
          {t('import:done.open_imported', { count: created, shown: plainNumber(created) })}
        </Button>
      )}
      <Button look={made ? 'default' : 'primary'} onClick={() => go(listHref(form, {}))}>
        {t('import:done.open', { form: name })}
      </Button>
      {unfilled && lacking > 0 && (
        <Button onClick={() => go(listHref(form, { ...made, filter: unfilled }))}>
          {t('import:done.open_lacking', { count: lacking, shown: plainNumber(lacking) })}
        </Button>
      )}
    </>
  )
}

/** A job that stopped on its way has no counts, but it did some rows. */
function SoFar({ job }: { job: Job }) {
  const { t } = useTranslation()
  return (
    <p className="tabular border-y border-line py-4 text-14">
      {t('import:done.so_far', { done: plainNumber(job.done), total: plainNumber(job.total) })}
    </p>
  )
}
