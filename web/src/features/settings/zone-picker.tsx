import { useMemo } from 'react'
import { offsetText, zones } from '@/lib/zone'
import { Select } from '@/ui/antd/select'

interface ZonePickerProps {
  value: string
  onChange: (zone: string) => void
  label: string
  /** What no zone at all means, where that can be chosen. */
  none?: string
}

/** A zone in which times are told. */
export function ZonePicker({ value, onChange, label, none }: ZonePickerProps) {
  const options = useMemo(() => {
    const named = new Set(zones())
    if (value) named.add(value)
    const all = [...named].map(zone => ({ value: zone, label: `${zone} (${offsetText(zone)})` }))
    return none === undefined ? all : [{ value: '', label: none }, ...all]
  }, [none, value])
  return (
    <Select
      className="w-72 max-md:w-full"
      aria-label={label}
      showSearch={{ optionFilterProp: 'label' }}
      value={value}
      options={options}
      onChange={onChange}
    />
  )
}
