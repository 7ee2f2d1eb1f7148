import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import { Suspense, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ColumnTarget, Import } from '@/api/import-types'
import { runImport } from '@/api/imports'
import { formQuery } from '@/api/queries'
import { useAtHand } from '@/lib/at-hand'
import { plainNumber } from '@/lib/format'
import { words } from '@/lib/label'
import { problemText } from '@/lib/problem-text'
import { useGo } from '@/lib/use-go'
import { useWrite } from '@/lib/use-write'
import { Button } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { SheetHeader } from '@/ui/sheet-header'
import { Bones } from '@/ui/states'
import { blockerText, generalText } from './blocker-text'
import { historyKey } from './history'
import { Outcome, StepCheck, StepFields } from './import-parts'
import { LeaveImport } from './leave-import'
import { blockers, openQuestions, rowsToWrite } from './mapping'
import { StepButton } from './step-button'
import { StepFile } from './step-file'
import { importKey, type LiveImport } from './use-import'

const STEPS = ['file', 'fields', 'check'] as const
export type StepName = (typeof STEPS)[number]

/** Three steps from a file to records; each can be gone back to, nothing is written before the last button. */
export function Wizard({ one, live, step }: { one: Import; live: LiveImport; step: string | undefined }) {
  const { t } = useTranslation()
  const go = useGo()
  const client = useQueryClient()
  const at = STEPS.find(name => name === step) ?? 'file'
  const index = STEPS.indexOf(at)
  const body = useRef<HTMLDivElement>(null)
  const { data: form } = useQuery({ ...formQuery(one.target.form ?? ''), enabled: one.target.form !== null })
  const target = one.target.form === null ? undefined : form
  const wrong = blockers(one, target)
  const general = one.problems.general ?? []
  const open = one.columns.reduce((sum, column) => sum + openQuestions(column), 0)
  const [before, setBefore] = useState<ReadonlyMap<number, ColumnTarget>>(new Map())
  /** The column that somebody came to decide about. */
  const [wanted, setWanted] = useState<number>()
  const show = (name: StepName) => {
    setWanted(undefined)
    go(`/imports/${one.id}?step=${name}`)
  }
  const decide = (column?: number) => {
    const first = one.columns.find(other => openQuestions(other) > 0)
    setWanted(column ?? first?.index)
    go(`/imports/${one.id}?step=fields`)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: a step begins at its top.
  useEffect(() => {
    body.current?.scrollTo({ top: 0 })
  }, [at])
  // They come while the first is read.
  useAtHand(true, () => [StepFields, StepCheck, Outcome])
  const run = useWrite({
    mutationFn: () => runImport(one.id),
    onSuccess: job => {
      client.setQueryData(['job', job.id], job)
      client.setQueryData(importKey(one.id), { ...one, state: 'running', job: job.id })
      for (const queryKey of [['jobs'], historyKey]) void client.invalidateQueries({ queryKey })
    },
  })
  const list = one.target.form ? `/f/${one.target.form}` : '/'
  const count = rowsToWrite(one)
  const name = target ? words(target.plural) || words(target.name) : (one.target.new_form?.name ?? '')
  return (
    <>
      <SheetHeader
        title={name ? t('import:title_of', { form: name }) : t('import:title')}
        onBack={() => (index === 0 ? go(list) : show(STEPS[index - 1] ?? 'file'))}
      >
        <LeaveImport id={one.id} list={list} />
      </SheetHeader>
      <Stepper at={index} onStep={show} />
      <div ref={body} className="scroll-quiet flex min-h-0 flex-1 flex-col overflow-y-auto">
        {at === 'file' && <StepFile one={one} form={target} change={live.change} />}
        <Suspense fallback={<Bones rows={8} height={44} />}>
          {at === 'fields' && (
            <StepFields
              one={one}
              form={target}
              change={live.change}
              checked={live.checked}
              wanted={wanted}
              onWanted={setWanted}
              before={before}
              onBefore={setBefore}
            />
          )}
          {at === 'check' && (
            <StepCheck
              one={one}
              form={target}
              live={live}
              onDecide={decide}
              onFields={() => show('fields')}
            />
          )}
        </Suspense>
      </div>
      <footer className="max-md:[&>button]:h-11 max-md:[&>button]:flex-1 flex min-h-13 shrink-0 flex-wrap items-center gap-2 border-t border-line bg-surface px-6 py-2.5 max-md:px-4">
        <p className="min-w-0 flex-1 text-13 empty:hidden max-md:basis-full md:empty:block" role="status">
          {run.error ? (
            <span className="text-bad">{problemText(run.error)}</span>
          ) : live.checking ? (
            <span className="text-fg-3">{t('import:checking')}</span>
          ) : wrong[0] && at !== 'file' ? (
            <span className="text-bad">{blockerText(wrong[0], target)}</span>
          ) : general[0] && at !== 'file' ? (
            <span className="text-bad">{generalText(general[0], target)}</span>
          ) : one.problems.complete === false && at === 'check' ? (
            <span className="text-fg-3">{t('import:check.run_before')}</span>
          ) : open > 0 && at === 'fields' ? (
            <span className="inline-flex flex-wrap items-center gap-2 text-warn">
              {t('import:open_questions', { count: open })}
              <Button look="link" size="small" className="max-md:min-h-11" onClick={() => decide()}>
                {t('import:check.decide')}
              </Button>
            </span>
          ) : null}
        </p>
        {index > 0 && (
          <StepButton step={at} onClick={() => show(STEPS[index - 1] ?? 'file')}>
            {t('import:previous')}
          </StepButton>
        )}
        {at === 'check' ? (
          <StepButton
            step={at}
            look="primary"
            busy={run.isPending}
            disabled={wrong.length > 0 || general.length > 0 || live.checking || count === 0}
            onClick={() => run.mutate()}
          >
            {t('import:run', { count, shown: plainNumber(count) })}
          </StepButton>
        ) : (
          <StepButton
            step={at}
            look="primary"
            disabled={wrong.some(blocker => blocker.code === 'no_form')}
            onClick={() => show(STEPS[index + 1] ?? 'check')}
          >
            {t('import:next')}
          </StepButton>
        )}
      </footer>
    </>
  )
}

function Stepper({ at, onStep }: { at: number; onStep: (name: StepName) => void }) {
  const { t } = useTranslation()
  return (
    <ol className="no-scrollbar flex shrink-0 items-center gap-1 overflow-x-auto border-b border-line px-5 pb-2 max-md:px-3">
      {STEPS.map((name, index) => (
        <li key={name} className="flex shrink-0 items-center gap-1">
          {index > 0 && <i className="h-px w-8 bg-line-strong max-md:w-3" aria-hidden="true" />}
          <button
            type="button"
            aria-current={at === index ? 'step' : undefined}
            onClick={() => onStep(name)}
            className={cx(
              'flex h-8 items-center gap-2 rounded-8 px-2 text-13 hover:bg-hover max-md:h-10',
              at === index ? 'font-medium text-fg' : 'text-fg-3',
            )}
          >
            <span
              className={cx(
                'tabular flex size-5 items-center justify-center rounded-full text-12',
                at === index
                  ? 'bg-accent text-on-accent'
                  : at > index
                    ? 'bg-ok-soft text-ok'
                    : 'bg-subtle text-fg-3',
              )}
            >
              {at > index ? <Check size={12} /> : index + 1}
            </span>
            {t(`import:step.${name}`)}
          </button>
        </li>
      ))}
    </ol>
  )
}
