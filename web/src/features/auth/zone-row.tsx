import { useTranslation } from 'react-i18next'
import { later } from '@/lib/later'
import { offsetText } from '@/lib/zone'
import { ChoiceRow } from './choice-row'

const ZoneSelect = later(() => import('@/ui/antd/zone-select').then(part => part.ZoneSelect))

interface ZoneRowProps {
  value: string
  onChange: (zone: string) => void
  problem: string | undefined
}

/** The zone in which the company's days begin: the browser's, until somebody says another. */
export function ZoneRow({ value, onChange, problem }: ZoneRowProps) {
  const { t } = useTranslation()
  const label = t('auth:setup.zone')
  return (
    <ChoiceRow label={label} shown={`${value} (${offsetText(value)})`} problem={problem}>
      <ZoneSelect
        className="w-full"
        label={label}
        value={value}
        onChange={onChange}
        invalid={problem !== undefined}
      />
    </ChoiceRow>
  )
}
