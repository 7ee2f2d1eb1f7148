import { Select } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { deviceZone, offsetText, zones } from '@/lib/zone'

/** The zone in which times are told; first of all the device's own. */
export function ZonePicker({ value, onChange }: { value: string; onChange: (zone: string) => void }) {
  const { t } = useTranslation()
  const options = useMemo(() => {
    const named = new Set(zones())
    if (value) named.add(value)
    const all = [...named].map(zone => ({ value: zone, label: `${zone} (${offsetText(zone)})` }))
    return [{ value: '', label: t('settings:profile.zone_device', { zone: deviceZone() }) }, ...all]
  }, [t, value])
  return (
    <Select
      className="w-72 max-md:w-full"
      aria-label={t('settings:profile.zone')}
      showSearch={{ optionFilterProp: 'label' }}
      value={value}
      options={options}
      onChange={onChange}
    />
  )
}
