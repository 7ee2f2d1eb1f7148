import { useTranslation } from 'react-i18next'
import type { Kind } from '@/api/types'
import { inCurrency } from '@/features/fields/kind-settings'
import { CurrencySelect } from '@/ui/antd/currency-select'
import { Select } from '@/ui/antd/select'
import { Labelled, TextInput } from '@/ui/controls'
import { setKind } from './edits'
import type { SettingsProps } from './kind-settings'

/** A whole number or nothing. */
function NumberSetting({
  label,
  value,
  onChange,
  placeholder,
  most,
  help,
  decimal,
}: {
  label: string
  value: number | string | undefined
  onChange: (next: string | undefined) => void
  placeholder?: string
  most?: number
  help?: string
  decimal?: boolean
}) {
  return (
    <Labelled label={label} help={help}>
      {({ invalid: _, ...ids }) => (
        <TextInput
          {...ids}
          inputMode={decimal ? 'decimal' : 'numeric'}
          placeholder={placeholder}
          value={value ?? ''}
          onChange={event => {
            const text = event.target.value.trim()
            if (text === '') onChange(undefined)
            else if (
              (decimal ? /^-?\d*\.?\d*$/ : /^\d+$/).test(text) &&
              (most === undefined || Number(text) <= most)
            )
              onChange(text)
          }}
        />
      )}
    </Labelled>
  )
}

const whole = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text)
/** A setting that was cleared must still be named, for setKind to take it out. */
export const cleared = (change: Record<string, unknown>): Partial<Kind> => change as Partial<Kind>

export function TextSettings(props: SettingsProps) {
  const { t } = useTranslation()
  const { designer, field } = props
  const meaning = field.kind.meaning ?? 'none'
  return (
    <>
      <Labelled
        label={t('designer:text.meaning')}
        help={t(meaning === 'alias' ? 'designer:text.alias_hint' : 'designer:text.meaning_hint')}
      >
        {({ id }) => (
          <Select
            id={id}
            aria-label={t('designer:text.meaning')}
            value={meaning}
            options={['none', 'company', 'alias', 'person_name', 'credit_code'].map(value => ({
              value,
              label: t(`designer:text.${value}`),
            }))}
            onChange={next =>
              designer.edit(setKind(field.id, cleared({ meaning: next === 'none' ? undefined : next })))
            }
          />
        )}
      </Labelled>
      <LengthSettings {...props} />
    </>
  )
}

export function LengthSettings({ designer, field }: SettingsProps) {
  const { t } = useTranslation()
  const usual = field.kind.type === 'text' ? 500 : 20_000
  return (
    <NumberSetting
      label={t('designer:text.max')}
      placeholder={String(usual)}
      value={field.kind.max}
      most={field.kind.type === 'text' ? 2000 : 100_000}
      onChange={text => designer.edit(setKind(field.id, cleared({ max: whole(text) || undefined }), 'max'))}
    />
  )
}

function Decimals({ designer, field }: SettingsProps) {
  const { t } = useTranslation()
  return (
    <Labelled label={t('designer:number.decimals')}>
      {({ id }) => (
        <Select
          id={id}
          aria-label={t('designer:number.decimals')}
          value={field.kind.decimals ?? 0}
          options={[0, 1, 2, 3, 4, 5, 6].map(n => ({
            value: n,
            label: n === 0 ? t('designer:number.whole') : String(n),
          }))}
          onChange={decimals => designer.edit(setKind(field.id, { decimals }))}
        />
      )}
    </Labelled>
  )
}

export function NumberSettings(props: SettingsProps) {
  const { t } = useTranslation()
  const { designer, field } = props
  const { kind } = field
  return (
    <>
      <Decimals {...props} />
      <Labelled label={t('designer:number.unit')}>
        {({ invalid: _, ...ids }) => (
          <TextInput
            {...ids}
            placeholder={t('designer:number.unit_hint')}
            value={kind.unit ?? ''}
            onChange={event =>
              designer.edit(setKind(field.id, cleared({ unit: event.target.value || undefined }), 'unit'))
            }
          />
        )}
      </Labelled>
      <div className="grid grid-cols-2 gap-3">
        <NumberSetting
          decimal
          label={t('designer:number.min')}
          value={kind.min}
          onChange={min => designer.edit(setKind(field.id, cleared({ min }), 'min'))}
        />
        <NumberSetting
          decimal
          label={t('designer:number.max')}
          value={kind.max}
          onChange={max => designer.edit(setKind(field.id, cleared({ max }), 'max'))}
        />
      </div>
    </>
  )
}

export function MoneySettings(props: SettingsProps) {
  const { t } = useTranslation()
  const { designer, field, published } = props
  return (
    <>
      <Labelled label={t('designer:money.currency')}>
        {({ id }) => (
          <CurrencySelect
            id={id}
            label={t('designer:money.currency')}
            value={field.kind.currency ?? ''}
            onChange={currency =>
              designer.edit(setKind(field.id, inCurrency(field.kind, currency, published.has(field.id))))
            }
          />
        )}
      </Labelled>
      <Decimals {...props} />
    </>
  )
}

export function FilesSettings({ designer, field }: SettingsProps) {
  const { t } = useTranslation()
  return (
    <NumberSetting
      label={t('designer:files.max')}
      placeholder="20"
      most={100}
      value={field.kind.max_count}
      onChange={text =>
        designer.edit(setKind(field.id, cleared({ max_count: whole(text) || undefined }), 'files'))
      }
    />
  )
}

export function AutoNumberSettings({ designer, field }: SettingsProps) {
  const { t } = useTranslation()
  return (
    <>
      <Labelled label={t('designer:auto_number.prefix')}>
        {({ invalid: _, ...ids }) => (
          <TextInput
            {...ids}
            maxLength={20}
            value={field.kind.prefix ?? ''}
            onChange={event => designer.edit(setKind(field.id, { prefix: event.target.value }, 'prefix'))}
          />
        )}
      </Labelled>
      <Labelled label={t('designer:auto_number.digits')}>
        {({ id }) => (
          <Select
            id={id}
            aria-label={t('designer:auto_number.digits')}
            value={field.kind.digits || 6}
            options={[3, 4, 5, 6, 7, 8, 10].map(value => ({ value, label: String(value) }))}
            onChange={digits => designer.edit(setKind(field.id, { digits }))}
          />
        )}
      </Labelled>
      <p className="text-12 text-fg-3">
        {t('designer:auto_number.example', {
          number: `${field.kind.prefix ?? ''}${'1'.padStart(field.kind.digits || 6, '0')}`,
        })}
      </p>
    </>
  )
}
