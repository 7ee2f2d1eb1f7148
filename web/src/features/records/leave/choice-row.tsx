import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { departmentsQuery } from '@/api/queries'
import type { Person } from '@/api/types'
import { POOL, STAY } from '@/lib/holdings'
import { Select } from '@/ui/antd/select'

interface ChoiceRowProps {
  icon?: ReactNode
  name: string
  count: string
  value: string | undefined
  /** What the form's pool is called. */
  pool?: string | undefined
  heirs: readonly Person[]
  onChange: (choice: string) => void
}

/** Something that is held, and what happens to it. */
export function ChoiceRow({ icon, name, count, value, pool, heirs, onChange }: ChoiceRowProps) {
  const { t } = useTranslation()
  const { data: departments } = useQuery(departmentsQuery)
  const label = ({ name, department }: Person) => {
    const below = departments?.find(one => one.id === department)?.name
    return below ? `${name} · ${below}` : name
  }
  return (
    <li className="flex min-h-11 items-center gap-3 py-1.5 max-md:flex-col max-md:items-stretch max-md:gap-1">
      <span className="flex min-w-0 flex-1 items-center gap-2 text-13">
        {icon}
        <span className="min-w-0 truncate">{name}</span>
        <span className="tabular shrink-0 text-fg-3">{count}</span>
      </span>
      <Select
        className="w-56 max-md:w-full"
        aria-label={t('leave:choose_for', { what: name })}
        placeholder={t('leave:choose')}
        showSearch={{ optionFilterProp: 'label' }}
        value={value ?? null}
        // First what is always there: a list of people may be long.
        options={[
          ...(pool ? [{ value: POOL, label: t('leave:pool', { pool }) }] : []),
          { value: STAY, label: t('leave:stay') },
          { label: t('leave:to'), options: heirs.map(heir => ({ value: heir.id, label: label(heir) })) },
        ]}
        onChange={choice => choice !== null && onChange(choice)}
      />
    </li>
  )
}
