import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { formsQuery, useMe } from '@/api/queries'
import { words } from '@/lib/label'
import { Segmented, TextInput } from '@/ui/controls'
import { newFormCode } from './mapping'
import type { StepProps } from './step-file'

/** Into a form that exists, or a new one made of the table. */
export function TargetPicker({ one, change }: StepProps) {
  const { t } = useTranslation()
  const me = useMe()
  const { data: forms } = useQuery(formsQuery)
  const usable = (forms ?? []).filter(form => form.can.import)
  const isNew = one.target.form === null
  const made = one.target.new_form ?? { name: '', code: newFormCode() }
  const { name } = made
  const stem = one.file.name.replace(/\.\w+$/, '')
  const choose = (next: 'old' | 'new') => {
    if (next === 'new')
      change({ target: { form: null, new_form: { name: name || stem, code: newFormCode() } }, mode: 'new' })
    else if (usable[0]) change({ target: { form: usable[0].code, new_form: null } })
  }
  return (
    <div className="flex flex-wrap items-start gap-3">
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
      <div className="w-72 max-md:w-full">
        {isNew ? (
          <>
            <TextInput
              aria-label={t('import:target.name')}
              placeholder={t('import:target.name')}
              value={name}
              maxLength={60}
              onChange={event =>
                change({ target: { form: null, new_form: { ...made, name: event.target.value } } })
              }
            />
            <p className="mt-1 text-12 text-fg-3">{t('import:target.new_hint')}</p>
          </>
        ) : (
          <Select
            className="w-full"
            aria-label={t('import:target.old')}
            value={one.target.form}
            options={usable.map(form => ({ value: form.code, label: words(form.name) }))}
            onChange={form => change({ target: { form, new_form: null } })}
          />
        )}
      </div>
    </div>
  )
}
