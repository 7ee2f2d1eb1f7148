import { useTranslation } from 'react-i18next'
import { currencyText } from '@/lib/currencies'
import { later } from '@/lib/later'
import { Arriving } from '@/ui/arriving'

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
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
      <span className="text-13 text-fg-2">{label}</span>
      <div className="w-64 max-md:w-full">
        <Arriving
          fallback={
            <span className="field-control flex items-center">{currencyText(value, i18n.language)}</span>
          }
        >
          <CurrencySelect
            className="w-full"
            label={label}
            value={value}
            onChange={onChange}
            invalid={problem !== undefined}
          />
        </Arriving>
      </div>
      {problem && (
        <span role="alert" className="w-full text-12 text-bad">
          {problem}
        </span>
      )}
    </div>
  )
}
