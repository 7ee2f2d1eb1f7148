import { useTranslation } from 'react-i18next'
import { Select } from '@/ui/antd/select'
import type { FilterProps } from '../kind-ui'
import { LIST_VALUE } from '../ops'

export function TextFilter({ op, value, onChange, label }: FilterProps) {
  const { t } = useTranslation()
  if (LIST_VALUE.has(op)) {
    return (
      <Select
        className="w-full"
        mode="tags"
        open={false}
        suffixIcon={null}
        aria-label={label}
        tokenSeparators={[',', '，', '、', '\n']}
        placeholder={t('filters:several')}
        value={Array.isArray(value) ? value.map(String) : []}
        onChange={next => onChange(next as string[])}
      />
    )
  }
  return (
    <input
      className="field-control"
      aria-label={label}
      placeholder={t('filters:value')}
      value={typeof value === 'string' || typeof value === 'number' ? String(value) : ''}
      onChange={event => onChange(event.target.value)}
    />
  )
}
