import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query'
import { Fragment, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '@/api/http'
import { formQuery, formsQuery } from '@/api/queries'
import { previewAction, runAction } from '@/api/records'
import type { Acted, Field, Form, RecordRow, StepChoice } from '@/api/types'
import { isBlank } from '@/features/fields/field-values'
import { moneyText } from '@/lib/format'
import { newKey } from '@/lib/ids'
import { words } from '@/lib/label'
import { problemText } from '@/lib/problem-text'
import { useWrite } from '@/lib/use-write'
import { isUnreached } from '@/offline/send'
import { Select } from '@/ui/antd/select'
import { Button } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { Dialog } from '@/ui/dialog'
import { FormIcon } from '@/ui/form-icon'
import { Bones, ErrorState } from '@/ui/states'
import { toast } from '@/ui/toast'
import { useRefreshList, useUndoBatch } from '../edit/use-trash'

const MOST_SHOWN = 6

type Step = NonNullable<Acted['steps']>[number]

/** As it stands on the record: what the server displays names the cents of every amount. */
const asRead = (field: Field, { values, display }: Step): string | null | undefined =>
  field.kind.type === 'money'
    ? moneyText(values[field.code] as string | number | null, field.kind.currency ?? 'CNY')
    : display[field.code]

/** What a new record would hold, by the names that its form gives. */
function NewRecord({ form, step }: { form: Form | undefined; step: Step }) {
  const { t } = useTranslation()
  const fields = (form?.fields ?? []).filter(field => !field.archived)
  const shown = fields.filter(field => step.display[field.code])
  const nameOf = (code: string): string => words(fields.find(field => field.code === code)?.name) || code
  return (
    <>
      {shown.length > 0 && (
        <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 text-12">
          {shown.slice(0, MOST_SHOWN).map(field => (
            <Fragment key={field.code}>
              <dt className="text-fg-3">{words(field.name)}</dt>
              <dd className="min-w-0 truncate text-fg-2">{asRead(field, step)}</dd>
            </Fragment>
          ))}
        </dl>
      )}
      {step.other_currency?.map(({ field, from, to }) => (
        <p key={field} className="mt-2 text-12 text-warn">
          {t('records:convert.other_currency', { field: nameOf(field), from, to })}
        </p>
      ))}
    </>
  )
}

interface ConvertDialogProps {
  form: Form
  record: RecordRow
  action: Form['actions'][number]
  onClose: () => void
}

/** Shows what an action would make before it makes it: new, an existing record instead, or nothing. */
export function ConvertDialog({ form, record, action, onClose }: ConvertDialogProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const refresh = useRefreshList(form.code)
  const undo = useUndoBatch(form.code)
  const { data: forms } = useQuery(formsQuery)
  const preview = useQuery({
    queryKey: ['action', form.code, record.id, action.code, record.rev],
    queryFn: () => previewAction(form.code, record.id, action.code),
    gcTime: 0,
    retry: false,
  })
  const steps = preview.data?.steps ?? []
  const [key] = useState(newKey)
  const [picked, setPicked] = useState<Record<number, string>>({})
  const definitions = useQueries({ queries: steps.map(step => formQuery(step.form)) })
  const choice = (index: number): string => {
    const step = steps[index]
    const title = definitions[index]?.data?.title
    // Without what names it, a record could not be made: an optional step is left out.
    const nameless = step?.optional && title !== undefined && isBlank(step.values[title])
    return picked[index] ?? step?.matches[0]?.id ?? (nameless ? 'skip' : 'make')
  }
  const failed = (error: unknown): string => {
    if (isUnreached(error)) return t('records:convert.unreached')
    const at = error instanceof Problem ? error.errors[0]?.field?.match(/^steps\.(\d+)\./)?.[1] : undefined
    const name = words(forms?.find(candidate => candidate.code === steps[Number(at)]?.form)?.name)
    return name
      ? t('records:convert.problem', { form: name, problem: problemText(error) })
      : problemText(error)
  }
  const run = useWrite({
    mutationFn: () =>
      runAction(
        form.code,
        record.id,
        action.code,
        steps.map((_, index): StepChoice => {
          const chosen = choice(index)
          return chosen === 'make' || chosen === 'skip' ? chosen : { use: chosen }
        }),
        key,
      ),
    onSuccess: answer => {
      onClose()
      refresh()
      void client.invalidateQueries({ queryKey: ['record'] })
      const batch = answer.batch
      toast(
        t('records:convert.done', { action: words(action.name) }),
        batch ? { action: { label: t('app:undo'), run: () => undo(batch) } } : {},
      )
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      width={560}
      title={words(action.name)}
      footer={
        <>
          {run.error && (
            <p role="alert" className="mr-auto text-13 text-bad">
              {failed(run.error)}
            </p>
          )}
          <Button onClick={onClose}>{t('app:cancel')}</Button>
          <Button look="primary" busy={run.isPending} disabled={!preview.data} onClick={() => run.mutate()}>
            {t('records:convert.run')}
          </Button>
        </>
      }
    >
      {preview.error ? (
        <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />
      ) : preview.isPending ? (
        <Bones rows={3} height={56} />
      ) : null}
      {steps.length > 0 && <p className="mb-4 text-13 text-fg-2">{t('records:convert.hint')}</p>}
      <ul className="flex flex-col gap-4">
        {steps.map((step, index) => {
          const target = forms?.find(candidate => candidate.code === step.form)
          const bare = step.matches.length === 0 && !step.optional
          return (
            <li key={step.form} className="rounded-8 border border-line p-3">
              <p className={cx('flex items-center gap-2 text-13 font-medium', !bare && 'mb-2')}>
                <FormIcon name={target?.icon || step.form} size={15} className="text-fg-3" />
                {words(target?.name) || step.form}
                {bare && <span className="font-normal text-fg-3">{t('records:convert.make')}</span>}
              </p>
              {!bare && (
                <Select
                  className="w-full"
                  aria-label={words(target?.name)}
                  value={choice(index)}
                  onChange={next => setPicked({ ...picked, [index]: next })}
                  options={[
                    ...step.matches.map(match => ({
                      value: match.id,
                      label: t('records:convert.use', { title: match.title }),
                    })),
                    { value: 'make', label: t('records:convert.make') },
                    ...(step.optional ? [{ value: 'skip', label: t('records:convert.skip') }] : []),
                  ]}
                />
              )}
              {choice(index) === 'make' && <NewRecord form={definitions[index]?.data} step={step} />}
            </li>
          )
        })}
      </ul>
    </Dialog>
  )
}
