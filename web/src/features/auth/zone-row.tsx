import { useTranslation } from 'react-i18next'
import { later } from '@/lib/later'
import { offsetText } from '@/lib/zone'
import { Arriving } from '@/ui/arriving'

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
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
      <span className="text-13 text-fg-2">{label}</span>
      <div className="w-64 max-md:w-full">
        <Arriving
          fallback={
            <span className="field-control flex items-center">{`${value} (${offsetText(value)})`}</span>
          }
        >
          <ZoneSelect
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
