import { useTranslation } from 'react-i18next'
import { currencies, currencyText } from '@/lib/currencies'
import { Labelled } from '@/ui/controls'

/** The currency of new money, said before the field is made: amounts are never converted later. */
export function CurrencyField({ value, onChange }: { value: string; onChange: (currency: string) => void }) {
  const { t, i18n } = useTranslation()
  return (
    <Labelled label={t('records:columns.currency')}>
      {({ invalid: _, ...ids }) => (
        <select
          {...ids}
          className="field-control"
          value={value}
          onChange={event => onChange(event.target.value)}
        >
          {currencies(value).map(code => (
            <option key={code} value={code}>
              {currencyText(code, i18n.language)}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  )
}
