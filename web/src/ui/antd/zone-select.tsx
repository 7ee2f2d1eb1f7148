import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { namedZones, zoneFit } from '@/lib/zone-names'
import { Select } from './select'

interface ZoneSelectProps {
  value: string
  onChange: (zone: string) => void
  label: string
  /** What no zone at all means, where that can be chosen. */
  none?: string
  className?: string
  invalid?: boolean
}

const LAST = 99

/** A zone in which times are told, found by its cities or by its distance from UTC. */
export function ZoneSelect({ value, onChange, label, none, className, invalid }: ZoneSelectProps) {
  const { language } = useTranslation().i18n
  const zones = useMemo(
    () => new Map(namedZones(value, language).map(one => [one.zone, one])),
    [value, language],
  )
  const options = [...zones.values()].map(one => ({ value: one.zone, label: one.label }))
  const rank = (zone: unknown, typed: string) => {
    // Unasked, they stand as they come, no zone at all before all others.
    if (typed.trim() === '') return 0
    const one = zones.get(String(zone))
    return one && zoneFit(one, typed)
  }
  return (
    <Select
      className={className}
      aria-label={label}
      status={invalid ? 'error' : ''}
      showSearch={{
        filterOption: (typed, option) => rank(option?.value, typed) !== undefined,
        filterSort: (a, b, { searchValue }) =>
          (rank(a.value, searchValue) ?? LAST) - (rank(b.value, searchValue) ?? LAST),
      }}
      value={value}
      options={none === undefined ? options : [{ value: '', label: none }, ...options]}
      onChange={onChange}
    />
  )
}
