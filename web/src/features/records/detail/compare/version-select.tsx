import { i18n } from '@/i18n/setup'
import { fullTime } from '@/lib/format'
import { Select } from '@/ui/antd/select'
import { Labelled } from '@/ui/controls'
import type { Version } from './versions'

/** What a version is called: by its number, unless older ones are not known. */
function titleOf({ number, at, by }: Version, isNow: boolean): string {
  // Examples and what the platform does itself are nobody’s.
  const told = { when: fullTime(at), name: by || i18n.t('acts:system') }
  if (number === undefined)
    return i18n.t(isNow ? 'timeline:compare.now_uncounted' : 'timeline:compare.version_uncounted', told)
  return i18n.t(isNow ? 'timeline:compare.now' : 'timeline:compare.version', { number, ...told })
}

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
  return (
    <Labelled label={label}>
      {({ id }) => (
        <Select
          id={id}
          aria-label={label}
          value={value}
          onChange={onChange}
          options={versions.map((version, index) => ({
            value: version.seq,
            label: titleOf(version, index === 0),
          }))}
        />
      )}
    </Labelled>
  )
}
