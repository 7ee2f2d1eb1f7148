import { useTranslation } from 'react-i18next'
import { CURRENCIES } from '@/features/fields/kind-settings'
import { Labelled } from '@/ui/controls'

/** The currency of new money, said before the field is made: amounts are never converted later. */
export function CurrencyField({ value, onChange }: { value: string; onChange: (currency: string) => void }) {
  const { t, i18n } = useTranslation()
  const names = new Intl.DisplayNames([i18n.language], { type: 'currency' })
  return (
    <Labelled label={t('records:columns.currency')}>
      {({ invalid: _, ...ids }) => (
        <select
          {...ids}
          className="field-control"
          value={value}
          onChange={event => onChange(event.target.value)}
        >
          {[...new Set([value, ...CURRENCIES])].map(code => (
            <option key={code} value={code}>
              {`${names.of(code) ?? code} ${code}`}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  )
}
