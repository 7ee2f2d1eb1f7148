import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { NewForm } from '@/api/import-types'
import { formsQuery, useMe } from '@/api/queries'
import { words } from '@/lib/label'
import { Select } from '@/ui/antd/select'
import { cx } from '@/ui/class-names'
import { Segmented } from '@/ui/controls'
import { type Sees, WhoSees } from '@/ui/who-sees'
import { bestOf, fitOf, intoNewForm } from './fit'
import { NewFormName } from './new-form-name'
import type { StepProps } from './step-file'

/** Into a form that exists, with how the table fits each, or a new one made of the table. */
export function TargetPicker({ one, change }: StepProps) {
  const { t } = useTranslation()
  const me = useMe()
  const { data: forms } = useQuery(formsQuery)
  const usable = (forms ?? []).filter(form => form.can.import)
  const isNew = one.target.form === null
  const made = one.target.new_form
  const choose = (next: 'old' | 'new') => {
    const best = bestOf(one, usable)
    if (next === 'new') change(intoNewForm(one))
    else if (best) change({ target: { form: best.code, new_form: null } })
  }
  return (
    <div className={cx('flex gap-3', isNew ? 'flex-col items-start' : 'flex-wrap')}>
      {me.permissions.build && usable.length > 0 && (
        <Segmented
          label={t('import:target.title')}
          value={isNew ? 'new' : 'old'}
          options={[
            { value: 'old', label: t('import:target.old') },
            { value: 'new', label: t('import:target.new') },
          ]}
          onChange={choose}
        />
      )}
      <div className="w-80 max-md:w-full">
        {isNew ? (
          <div className="flex flex-col gap-4">
            <NewFormName one={one} change={change} />
            {me.permissions.administer && made && (
              <WhoSees
                value={seesOf(made)}
                onChange={sees => change({ target: { form: null, new_form: { ...made, sees } } })}
              />
            )}
          </div>
        ) : (
          <Select
            className="w-full"
            aria-label={t('import:target.old')}
            value={one.target.form}
            labelRender={({ value }) => words(usable.find(form => form.code === value)?.name)}
            options={usable.map(form => ({
              value: form.code,
              label: (
                <span className="flex min-w-0 items-baseline justify-between gap-3">
                  <span className="truncate">{words(form.name)}</span>
                  <FitText {...fitOf(one, form.code)} />
                </span>
              ),
            }))}
            onChange={form => change({ target: { form, new_form: null } })}
          />
        )}
      </div>
    </div>
  )
}

/** As every new form begins, unless somebody says otherwise. */
const seesOf = ({ sees = 'department' }: NewForm): Sees => (sees === 'none' ? 'own' : sees)

function FitText({ found, columns }: { found?: number; columns?: number }) {
  const { t } = useTranslation()
  if (columns === undefined) return null
  return (
    <span className="tabular shrink-0 text-12 text-fg-3">{t('import:fit.short', { found, columns })}</span>
  )
}
