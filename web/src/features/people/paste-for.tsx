import '@/i18n/people'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { departmentsQuery, rolesQuery } from '@/api/queries'
import { words } from '@/lib/label'
import { Select } from '@/ui/antd/select'
import { Labelled } from '@/ui/controls'

interface PasteForProps {
  role: string
  onRole: (role: string) => void
  department: string | null
  onDepartment: (department: string | null) => void
}

/** What holds for everybody on the list. */
export function PasteFor({ role, onRole, department, onDepartment }: PasteForProps) {
  const { t } = useTranslation()
  const { data: roles = [] } = useQuery(rolesQuery)
  const { data: departments = [] } = useQuery(departmentsQuery)
  return (
    <div className="mt-3 grid grid-cols-2 gap-3 max-md:grid-cols-1">
      <Labelled label={t('people:role')}>
        {({ id }) => (
          <Select
            id={id}
            aria-label={t('people:role')}
            value={role}
            options={roles.map(one => ({ value: one.code, label: words(one.name) }))}
            onChange={onRole}
          />
        )}
      </Labelled>
      {departments.length > 0 && (
        <Labelled label={t('people:department')}>
          {({ id }) => (
            <Select
              id={id}
              allowClear
              aria-label={t('people:department')}
              placeholder={t('people:paste.by_line')}
              value={department}
              options={departments.map(one => ({ value: one.id, label: one.name }))}
              onChange={next => onDepartment(next ?? null)}
            />
          )}
        </Labelled>
      )}
    </div>
  )
}
