import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { FormDocument } from '@/api/design-types'
import { formsQuery } from '@/api/queries'
import type { Field, KindName } from '@/api/types'
import type { Designer } from '@/features/designer/store'
import { words } from '@/lib/label'
import { Select } from '@/ui/antd/select'
import { Labelled, Segmented, Toggle } from '@/ui/controls'
import { BothLanguages } from './both-languages'
import { setDefault, setKind, withWords } from './edits'
import {
  AutoNumberSettings,
  cleared,
  FilesSettings,
  LengthSettings,
  MoneySettings,
  NumberSettings,
  TextSettings,
} from './number-settings'
import { OptionList } from './option-list'

export interface SettingsProps {
  designer: Designer<FormDocument>
  field: Field
  doc: FormDocument
  published: ReadonlySet<string>
}

/** What a kind lets people decide; kinds without settings are absent. */
const SETTINGS: Partial<Record<KindName, (props: SettingsProps) => ReactNode>> = {
  text: TextSettings,
  long_text: LengthSettings,
  number: NumberSettings,
  money: MoneySettings,
  date: DateSettings,
  choice: OptionSettings,
  choices: OptionSettings,
  stage: OptionSettings,
  link: LinkSettings,
  attachment: FilesSettings,
  auto_number: AutoNumberSettings,
}

export function KindSettings(props: SettingsProps) {
  const Settings = SETTINGS[props.field.kind.type]
  if (!Settings) return null
  return (
    <section className="flex flex-col gap-4 border-t border-line pt-4">
      <Settings {...props} />
    </section>
  )
}

function OptionSettings(props: SettingsProps) {
  const { t } = useTranslation()
  const { designer, field } = props
  const live = (field.kind.options ?? []).filter(option => !option.archived)
  return (
    <>
      <OptionList {...props} />
      {field.kind.type !== 'choices' && (
        <Labelled label={t('designer:options.default')}>
          {({ id }) => (
            <Select
              id={id}
              allowClear
              aria-label={t('designer:options.default')}
              placeholder={t('designer:options.no_default')}
              value={(field.default as string | undefined) ?? null}
              options={live.map(option => ({
                value: option.code,
                label: words(option.label) || t('designer:unnamed'),
              }))}
              onChange={next => designer.edit(setDefault(field.id, next ?? null))}
            />
          )}
        </Labelled>
      )}
    </>
  )
}

function DateSettings({ designer, field }: SettingsProps) {
  const { t } = useTranslation()
  return (
    <Labelled label={t('designer:date.due')} help={t('designer:date.due_hint')}>
      {({ id }) => (
        <Toggle
          id={id}
          label={t('designer:date.due')}
          checked={field.kind.due ?? false}
          onChange={due => designer.edit(setKind(field.id, cleared({ due: due || undefined })))}
        />
      )}
    </Labelled>
  )
}

function LinkSettings({ designer, field, published, doc }: SettingsProps) {
  const { t } = useTranslation()
  const { data: forms } = useQuery(formsQuery)
  const { kind } = field
  const locked = published.has(field.id)
  const choices = (forms ?? []).map(form => ({ value: form.code, label: words(form.name) }))
  if (!choices.some(choice => choice.value === doc.code))
    choices.push({ value: doc.code, label: words(doc.name) || t('designer:unnamed') })
  return (
    <>
      <Labelled
        label={t('designer:link.form')}
        required
        help={locked ? t('designer:link.locked') : undefined}
      >
        {({ id }) => (
          <Select
            id={id}
            aria-label={t('designer:link.form')}
            disabled={locked}
            placeholder={t('fields:choose')}
            value={kind.form || null}
            options={choices}
            onChange={form => designer.edit(setKind(field.id, { form: form ?? '' }))}
          />
        )}
      </Labelled>
      <Labelled label={t('designer:link.count')}>
        {() =>
          locked ? (
            <p className="text-13 text-fg-3">
              {kind.many ? t('designer:link.many') : t('designer:link.one')}
            </p>
          ) : (
            <Segmented
              label={t('designer:link.count')}
              value={kind.many ? 'many' : 'one'}
              options={[
                { value: 'one', label: t('designer:link.one') },
                { value: 'many', label: t('designer:link.many') },
              ]}
              onChange={next => designer.edit(setKind(field.id, { many: next === 'many' }))}
            />
          )
        }
      </Labelled>
      <BothLanguages
        label={t('designer:link.back_name')}
        placeholder={words(doc.name)}
        value={kind.back_name}
        onChange={(language, text) => {
          const name = withWords(kind.back_name, language, text)
          const empty = typeof name !== 'string' && !name.en && !name['zh-CN']
          designer.edit(setKind(field.id, cleared({ back_name: empty ? undefined : name }), 'back'))
        }}
      />
    </>
  )
}
