import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { fromWall, wall, wallNow } from '@/lib/zone'
import { RangePicker } from '@/ui/antd/date-picker'
import { Select } from '@/ui/antd/select'
import { pickerFormats } from '../date/picker-formats'
import { TypedDate } from '../date/typed-date'
import type { FilterProps } from '../kind-ui'

const NAMED = [
  'today',
  'yesterday',
  'tomorrow',
  'this_week',
  'last_week',
  'next_week',
  'this_month',
  'last_month',
  'next_month',
  'this_quarter',
  'this_year',
  'last_year',
] as const
const RELATIVE = ['last', 'next', 'older_than'] as const
const UNITS = ['day', 'week', 'month'] as const
type Relative = { unit: string } & Partial<Record<(typeof RELATIVE)[number], number>>

const isRelative = (value: unknown): value is Relative =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function DateFilter({ field, op, value, onChange, label }: FilterProps) {
  const { t } = useTranslation()
  const whole = field.kind.type === 'date'
  // A day has no zone; a moment is told by the person's clock, wherever the device is.
  const into = (text: unknown) =>
    typeof text === 'string' && text ? (text.length === 10 ? dayjs(text) : wall(text)) : null
  const out = (day: dayjs.Dayjs | null) => (day ? (whole ? day.format('YYYY-MM-DD') : fromWall(day)) : '')
  if (op === 'within') return <Within value={value} onChange={onChange} label={label} />
  if (op === 'between') {
    const [from, to] = Array.isArray(value) ? value : []
    return (
      <RangePicker
        className="w-full"
        aria-label={label}
        format={pickerFormats(true)}
        value={[into(from), into(to)]}
        onChange={range =>
          onChange(
            range ? [out(range[0]?.startOf('day') ?? null), out(range[1]?.endOf('day') ?? null)] : ['', ''],
          )
        }
      />
    )
  }
  if (value === 'today' || value === 'now') {
    return (
      <Select
        className="w-full"
        aria-label={label}
        value={value}
        options={[
          { value, label: t(value === 'now' ? 'filters:now' : 'filters:range.today') },
          { value: 'day', label: t('filters:certain_day') },
        ]}
        onChange={next => next === 'day' && onChange(out(wallNow().endOf('day')))}
      />
    )
  }
  return <TypedDate whole={whole} label={label} value={into(value)} onTake={day => onChange(out(day))} />
}

function Within({ value, onChange, label }: Pick<FilterProps, 'value' | 'onChange' | 'label'>) {
  const { t } = useTranslation()
  const relative = isRelative(value) ? value : undefined
  const way = relative ? RELATIVE.find(key => relative[key] !== undefined) : undefined
  const shown = way ?? (typeof value === 'string' ? value : null)
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <Select
        className="min-w-0 flex-1"
        aria-label={label}
        placeholder={t('filters:choose_range')}
        value={shown}
        options={[...NAMED, ...RELATIVE].map(key => ({ value: key, label: t(`filters:range.${key}`) }))}
        onChange={next =>
          onChange((RELATIVE as readonly string[]).includes(next) ? { [next]: 7, unit: 'day' } : next)
        }
      />
      {relative && way && (
        <>
          <input
            className="field-control tabular w-16! shrink-0"
            type="number"
            min={1}
            aria-label={t('filters:how_many')}
            value={String(relative[way] ?? 7)}
            onChange={event =>
              onChange({ [way]: Math.max(1, Number(event.target.value) || 1), unit: relative.unit })
            }
          />
          <Select
            className="w-20 shrink-0"
            aria-label={t('filters:unit_label')}
            value={relative.unit}
            options={UNITS.map(unit => ({
              value: unit,
              label: t(`filters:unit.${unit}`, { count: Number(relative[way] ?? 7) }),
            }))}
            onChange={unit => onChange({ [way]: relative[way] ?? 7, unit })}
          />
        </>
      )}
    </span>
  )
}
