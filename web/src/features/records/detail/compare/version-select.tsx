import { useTranslation } from 'react-i18next'
import { fullTime } from '@/lib/format'
import type { Version } from './versions'

/** One of a record's versions, by its number, moment and maker. */
export function VersionSelect({
  label,
  versions,
  value,
  onChange,
}: {
  label: string
  versions: readonly Version[]
  value: number
  onChange: (seq: number) => void
}) {
  const { t } = useTranslation()
  return (
    <label className="flex flex-col gap-1 text-12 text-fg-3">
      {label}
      <select
        aria-label={label}
        value={value}
        onChange={event => onChange(Number(event.target.value))}
        className="field-control text-fg"
      >
        {versions.map((version, index) => (
          <option key={version.seq} value={version.seq}>
            {t(index === 0 ? 'timeline:compare.now' : 'timeline:compare.version', {
              number: version.number,
              when: fullTime(version.at),
              name: version.by,
            })}
          </option>
        ))}
      </select>
    </label>
  )
}
