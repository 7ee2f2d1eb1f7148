import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { departmentsQuery } from '@/api/queries'
import { Select } from '@/ui/antd/select'
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
      render={(title, _, id) => <PersonChip name={title || t('fields:chosen_person')} id={id} />}
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

/** Departments, with "mine" on top: few enough to be there at once. */
export function DepartmentFilter({ op, value, onChange, label }: FilterProps) {
  const { t } = useTranslation()
  const { data, isPending } = useQuery(departmentsQuery)
  const many = LIST_VALUE.has(op)
  const held = ids(value)
  return (
    <Select
      aria-label={label}
      className="w-full"
      {...(many ? { mode: 'multiple' as const, maxTagCount: 'responsive' as const } : {})}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={t('fields:choose')}
      notFoundContent={isPending ? t('app:loading') : t('fields:nothing_found')}
      value={many ? held : (held[0] ?? null)}
      options={[
        { value: 'my_department', label: t('fields:my_department') },
        { value: 'my_team', label: t('fields:my_team') },
        ...(data ?? []).map(department => ({ value: department.id, label: department.name })),
      ]}
      onChange={next => onChange(next ?? '')}
    />
  )
}
