import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ColumnPatch, Import, ImportColumn } from '@/api/import-types'
import type { Form } from '@/api/types'
import { words } from '@/lib/label'
import { Select } from '@/ui/antd/select'
import { Pill } from '@/ui/pill'
import { ActivitiesPreview } from './activities-preview'
import { LinkBy } from './link-by'
import { fieldOf } from './mapping'
import { LinkMatches, PersonMatches } from './name-matches'
import { NewFieldForm } from './new-field-form'
import { ReadingOptions } from './reading-options'
import { UntidyOptions } from './untidy-options'
import { ValueMatches } from './value-matches'

export interface ColumnDetailsProps {
  one: Import
  column: ImportColumn
  form: Form | undefined
  /** Grows when the server has looked again. */
  checked: number
  onChange: (patch: ColumnPatch) => void
}

/** Everything about one column that can be decided: kind, words, names, how it is read, what counts as nothing. */
export function ColumnDetails({ one, column, form, checked, onChange }: ColumnDetailsProps) {
  const { t } = useTranslation()
  const { index, to } = column
  const field = fieldOf(column, form)
  const made = to !== null && 'new_field' in to ? to.new_field : undefined
  const live = (field?.kind.options ?? []).filter(option => !option.archived)
  const splits = to !== null && 'activities' in to
  const noted = to !== null && 'note' in to
  return (
    <div className="flex flex-col gap-5 px-2 pb-5 pt-1 md:pl-6">
      {made && <NewFieldForm column={column} made={made} onChange={onChange} />}
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
            options={field?.kind.options ?? []}
            onChange={values => onChange({ index, values })}
          />
        </Block>
      )}
      {column.link && (
        <LinkBy
          form={column.link.form}
          by={column.link.by}
          onChange={by => onChange({ index, link: { by } })}
        />
      )}
      {column.link && column.link.unmatched.length > 0 && (
        <Block title={t('import:links.title')} hint={t('import:links.hint')}>
          <LinkMatches
            form={column.link.form}
            by={column.link.by}
            matches={column.link.unmatched}
            onChange={unmatched => onChange({ index, link: { unmatched } })}
          />
        </Block>
      )}
      {column.people && column.people.unmatched.length > 0 && (
        <Block
          title={t('import:people.title', { count: column.people.unmatched.length })}
          hint={t('import:people.hint')}
        >
          <PersonMatches
            matches={column.people.unmatched}
            onChange={unmatched => onChange({ index, people: { unmatched } })}
          />
        </Block>
      )}
      {splits && (
        <Block title={t('import:split.title')} hint={t('import:activities_hint')}>
          <ActivitiesPreview one={one} at={one.columns.indexOf(column)} checked={checked} />
        </Block>
      )}
      {noted && <p className="text-13 text-fg-3">{t('import:to.note_hint')}</p>}
      {!noted && <ReadingOptions column={column} kind={field?.kind.type} onChange={onChange} />}
      {!splits && !noted && <UntidyOptions column={column} kind={field?.kind.type} onChange={onChange} />}
      {!splits && !noted && <EmptyWords column={column} onChange={onChange} />}
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
function EmptyWords({ column, onChange }: Pick<ColumnDetailsProps, 'column' | 'onChange'>) {
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
