import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { currencies, currencyText } from '@/lib/currencies'
import { Select } from './select'

interface CurrencySelectProps {
  value: string
  onChange: (currency: string) => void
  label: string
  id?: string
  className?: string
  invalid?: boolean
}

/** A currency, found by its name or its code. */
export function CurrencySelect({ value, onChange, label, id, className, invalid }: CurrencySelectProps) {
  const { language } = useTranslation().i18n
  const options = useMemo(
    () => currencies(value).map(code => ({ value: code, label: currencyText(code, language) })),
    [value, language],
  )
  return (
    <Select
      {...(id ? { id } : {})}
      className={className}
      aria-label={label}
      status={invalid ? 'error' : ''}
      showSearch={{ optionFilterProp: 'label' }}
      value={value}
      options={options}
      onChange={onChange}
    />
  )
}
