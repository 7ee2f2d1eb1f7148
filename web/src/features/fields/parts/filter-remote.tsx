import { useTranslation } from 'react-i18next'
import { PersonChip } from '@/ui/avatar'
import type { FilterProps } from '../kind-ui'
import { LIST_VALUE } from '../ops'
import { RemoteSelect } from './remote-select'

const ids = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.map(String)
    : value === undefined || value === null || value === ''
      ? []
      : [String(value)]

/** People, with "me" on top, so that a shared view means whoever looks at it. */
export function PersonFilter({ field, form, op, value, onChange, label }: FilterProps) {
  const { t } = useTranslation()
  const many = LIST_VALUE.has(op)
  return (
    <RemoteSelect
      form={form}
      field={field.code}
      label={label}
      inCell={false}
      many={many}
      value={ids(value)}
      titles={[]}
      extra={[{ id: 'me', title: t('fields:me') }]}
      onPick={picked => onChange(many ? picked : (picked[0] ?? ''))}
      render={title => <PersonChip name={title || t('fields:chosen_person')} />}
    />
  )
}

export function LinkFilter({ field, form, op, value, onChange, label }: FilterProps) {
  const many = LIST_VALUE.has(op)
  return (
    <RemoteSelect
      form={form}
      field={field.code}
      label={label}
      inCell={false}
      many={many}
      value={ids(value)}
      titles={[]}
      onPick={picked => onChange(many ? picked : (picked[0] ?? ''))}
      render={title => <span className="truncate">{title}</span>}
    />
  )
}
