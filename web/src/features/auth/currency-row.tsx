import { useTranslation } from 'react-i18next'
import { currencyText } from '@/lib/currencies'
import { later } from '@/lib/later'
import { ChoiceRow } from './choice-row'

const CurrencySelect = later(() => import('@/ui/antd/currency-select').then(part => part.CurrencySelect))

interface CurrencyRowProps {
  value: string
  onChange: (currency: string) => void
  problem: string | undefined
}

/** The currency in which the company counts: the likely one, until somebody says another. */
export function CurrencyRow({ value, onChange, problem }: CurrencyRowProps) {
  const { t, i18n } = useTranslation()
  const label = t('auth:setup.currency')
  return (
    <ChoiceRow label={label} shown={currencyText(value, i18n.language)} problem={problem}>
      <CurrencySelect
        className="w-full"
        label={label}
        value={value}
        onChange={onChange}
        invalid={problem !== undefined}
      />
    </ChoiceRow>
  )
}
