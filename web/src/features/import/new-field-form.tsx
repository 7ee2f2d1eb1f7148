import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ColumnPatch, ImportColumn } from '@/api/import-types'
import { formsQuery } from '@/api/queries'
import type { Field, Kind } from '@/api/types'
import { KINDS_TO_ADD } from '@/features/fields/kind-settings'
import { words } from '@/lib/label'
import { CurrencySelect } from '@/ui/antd/currency-select'
import { Select } from '@/ui/antd/select'
import { Labelled, TextInput } from '@/ui/controls'
import { kindFor } from './mapping'

/** What no cell of a table can hold. */
const NOT_IN_TABLES: readonly string[] = ['attachment', 'auto_number']

interface NewFieldFormProps {
  column: ImportColumn
  made: Field
  onChange: (patch: ColumnPatch) => void
}

/** A field that is made with the import: its name, its kind, and the form whose records it names. */
export function NewFieldForm({ column, made, onChange }: NewFieldFormProps) {
  const { t } = useTranslation()
  const { data: forms } = useQuery(formsQuery)
  const { index } = column
  const edit = (part: Partial<Field>) => onChange({ index, to: { new_field: { ...made, ...part } } })
  const linked = made.kind.type === 'link' ? made.kind.form : undefined
  const setKind = (type: Kind['type']) => {
    const kind = kindFor(type, column)
    edit({ kind: type === 'link' ? { ...kind, form: forms?.[0]?.code ?? '' } : kind })
  }
  return (
    <div className="grid max-w-[760px] grid-cols-3 gap-4 max-md:grid-cols-1">
      <Labelled label={t('import:new_field.name')}>
        {({ invalid: _, ...ids }) => (
          <TextInput
            {...ids}
            value={words(made.name)}
            onChange={event => edit({ name: { 'zh-CN': event.target.value } })}
          />
        )}
      </Labelled>
      <Labelled label={t('import:new_field.kind')}>
        {({ id }) => (
          <Select
            id={id}
            aria-label={t('import:new_field.kind')}
            value={made.kind.type}
            options={KINDS_TO_ADD.filter(
              kind => !NOT_IN_TABLES.includes(kind) && (kind !== 'link' || (forms ?? []).length > 0),
            ).map(value => ({ value, label: t(`fields:kind.${value}`) }))}
            onChange={setKind}
          />
        )}
      </Labelled>
      {made.kind.type === 'money' && (
        <Labelled label={t('import:new_field.currency')}>
          {({ id }) => (
            <CurrencySelect
              id={id}
              label={t('import:new_field.currency')}
              value={made.kind.currency ?? ''}
              // Its digits are the server's to say: it has seen the texts.
              onChange={currency => edit({ kind: { type: 'money', currency } })}
            />
          )}
        </Labelled>
      )}
      {linked !== undefined && (
        <Labelled label={t('import:new_field.form')}>
          {({ id }) => (
            <Select
              id={id}
              aria-label={t('import:new_field.form')}
              value={linked}
              options={(forms ?? []).map(form => ({ value: form.code, label: words(form.name) }))}
              onChange={form => edit({ kind: { ...made.kind, form } })}
            />
          )}
        </Labelled>
      )}
    </div>
  )
}
