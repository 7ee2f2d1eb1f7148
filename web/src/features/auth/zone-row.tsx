import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { offsetText, zones } from '@/lib/zone'

interface ZoneRowProps {
  value: string
  onChange: (zone: string) => void
  problem: string | undefined
}

/** The zone in which the company's days begin: the browser's, until somebody says another. */
export function ZoneRow({ value, onChange, problem }: ZoneRowProps) {
  const { t } = useTranslation()
  const all = useMemo(() => [...new Set([value, ...zones()])].sort(), [value])
  return (
    <label className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
      <span className="text-13 text-fg-2">{t('auth:setup.zone')}</span>
      <select
        className="field-control w-64 max-md:w-full"
        aria-invalid={problem !== undefined || undefined}
        value={value}
        onChange={event => onChange(event.target.value)}
      >
        {all.map(zone => (
          <option key={zone} value={zone}>
            {`${zone} (${offsetText(zone)})`}
          </option>
        ))}
      </select>
      {problem && (
        <span role="alert" className="w-full text-12 text-bad">
          {problem}
        </span>
      )}
    </label>
  )
}
