import { useTranslation } from 'react-i18next'
import { currencyText } from '@/lib/currencies'
import { later } from '@/lib/later'
import { Arriving } from '@/ui/arriving'
import { Labelled } from '@/ui/controls'

const CurrencySelect = later(() => import('@/ui/antd/currency-select').then(part => part.CurrencySelect))

/** The currency of new money, said before the field is made: amounts are never converted later. */
export function CurrencyField({ value, onChange }: { value: string; onChange: (currency: string) => void }) {
  const { t, i18n } = useTranslation()
  const label = t('records:columns.currency')
  return (
    <Labelled label={label}>
      {({ id }) => (
        <Arriving
          fallback={
            <span className="field-control flex items-center">{currencyText(value, i18n.language)}</span>
          }
        >
          <CurrencySelect id={id} className="w-full" label={label} value={value} onChange={onChange} />
        </Arriving>
      )}
    </Labelled>
  )
}
