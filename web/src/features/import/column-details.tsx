import { Select } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ColumnPatch, ImportColumn } from '@/api/import-types'
import type { Form, KindName } from '@/api/types'
import { words } from '@/lib/label'
import { Labelled, TextInput } from '@/ui/controls'
import { Pill } from '@/ui/pill'
import { fieldOf, kindFor } from './mapping'
import { NameMatches } from './name-matches'
import { ValueMatches } from './value-matches'

const NEW_KINDS: KindName[] = [
  'text',
  'long_text',
  'number',
  'money',
  'date',
  'date_time',
  'yes_no',
  'choice',
  'choices',
  'stage',
  'phone',
  'email',
  'url',
  'person',
]

interface ColumnDetailsProps {
  column: ImportColumn
  form: Form | undefined
  onChange: (patch: ColumnPatch) => void
}

/** Everything about one column that can be decided: kind, words, names, what counts as nothing. */
export function ColumnDetails({ column, form, onChange }: ColumnDetailsProps) {
  const { t } = useTranslation()
  const { index, to } = column
  const field = fieldOf(column, form)
  const made = to !== null && 'new_field' in to ? to.new_field : undefined
  const live = (field?.kind.options ?? []).filter(option => !option.archived)
  return (
    <div className="flex flex-col gap-5 px-2 pb-5 pt-1 md:pl-6">
      {made && (
        <div className="grid max-w-[640px] grid-cols-2 gap-4 max-md:grid-cols-1">
          <Labelled label={t('import:new_field.name')}>
            {({ invalid: _, ...ids }) => (
              <TextInput
                {...ids}
                value={words(made.name)}
                onChange={event =>
                  onChange({ index, to: { new_field: { ...made, name: { 'zh-CN': event.target.value } } } })
                }
              />
            )}
          </Labelled>
          <Labelled label={t('import:new_field.kind')}>
            {({ id }) => (
              <Select
                id={id}
                aria-label={t('import:new_field.kind')}
                value={made.kind.type}
                options={NEW_KINDS.map(value => ({ value, label: t(`fields:kind.${value}`) }))}
                onChange={type =>
                  onChange({ index, to: { new_field: { ...made, kind: kindFor(type, column) } } })
                }
              />
            )}
          </Labelled>
        </div>
      )}
      {made && live.length > 0 && (
        <Block title={t('import:new_field.options', { count: live.length })}>
          <div className="flex flex-wrap gap-1.5">
            {live.map(option => (
              <Pill key={option.code} hue={option.hue}>
                {words(option.label)}
              </Pill>
            ))}
          </div>
        </Block>
      )}
      {!made && (column.values ?? []).length > 0 && live.length > 0 && (
        <Block title={t('import:values.title')} hint={t('import:values.hint')}>
          <ValueMatches
            matches={column.values ?? []}
            options={live}
            onChange={values => onChange({ index, values })}
          />
        </Block>
      )}
      {column.link && column.link.unmatched.length > 0 && (
        <Block title={t('import:links.title')} hint={t('import:links.hint')}>
          <NameMatches
            matches={column.link.unmatched}
            kind="record"
            extra={['create', 'empty']}
            onChange={unmatched => onChange({ index, link: { unmatched } })}
          />
        </Block>
      )}
      {column.people && column.people.unmatched.length > 0 && (
        <Block
          title={t('import:people.title', { count: column.people.unmatched.length })}
          hint={t('import:people.hint')}
        >
          <NameMatches
            matches={column.people.unmatched}
            kind="person"
            extra={['create', 'create_left', 'text', 'empty']}
            onChange={unmatched => onChange({ index, people: { unmatched } })}
          />
        </Block>
      )}
      {to !== null && 'activities' in to && (
        <p className="max-w-[640px] text-13 text-fg-2">{t('import:activities_hint')}</p>
      )}
      <EmptyWords column={column} onChange={onChange} />
    </div>
  )
}

function Block({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <section>
      <h4 className="text-13 font-medium">{title}</h4>
      {hint && <p className="mb-2 max-w-[640px] text-12 text-fg-3">{hint}</p>}
      {children}
    </section>
  )
}

/** Words that stand for "nothing": those that were found, each can be taken as an answer instead. */
function EmptyWords({ column, onChange }: Omit<ColumnDetailsProps, 'form'>) {
  const { t } = useTranslation()
  return (
    <Block title={t('import:empty_words.title')} hint={t('import:empty_words.hint')}>
      <Select
        mode="tags"
        className="w-full max-w-[440px]"
        aria-label={t('import:empty_words.title')}
        placeholder={t('import:empty_words.add')}
        value={column.empty_words}
        open={false}
        suffixIcon={null}
        tokenSeparators={[',', '，', '、']}
        onChange={empty_words => onChange({ index: column.index, empty_words })}
      />
    </Block>
  )
}
