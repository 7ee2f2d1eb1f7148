import '@/i18n/people'
import { useQuery } from '@tanstack/react-query'
import { CircleCheckBig, Users } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { departmentsQuery, formsQuery, useMe } from '@/api/queries'
import { useSeesOthers } from '@/api/sees-others'
import type { Person } from '@/api/types'
import { words } from '@/lib/label'
import { listHref } from '@/lib/list-search'
import { Avatar } from '@/ui/avatar'
import { FormIcon } from '@/ui/form-icon'
import { Group, Item } from './palette-parts'

/** Colleagues shown at once. */
const MOST = 5
/** Forms through which the only colleague found is looked at. */
const MOST_FORMS = 4

interface PalettePeopleProps {
  people: readonly Person[]
  /** As typed: what the server found fits it. */
  text: string
  place: 'people' | 'more_people'
  open: (href: string) => void
}

const recordsOf = (form: string, person: string) =>
  listHref(form, { filter: { field: 'owner', op: 'eq', value: person } })

/** Colleagues that were found: their records, form by form once only one is meant, and their tasks. */
export function PalettePeople({ people, text, place, open }: PalettePeopleProps) {
  const { t } = useTranslation()
  const me = useMe()
  const team = useSeesOthers()
  const { data: all } = useQuery(formsQuery)
  const { data: departments } = useQuery(departmentsQuery)
  const forms = all?.filter(form => form.can.read !== false).slice(0, MOST_FORMS) ?? []
  const first = forms[0]
  const only = people.length === 1 ? people[0] : undefined
  if (people.length === 0 || !first) return null
  const department = (person: Person) => departments?.find(({ id }) => id === person.department)?.name
  return (
    <Group heading={t('app:palette.people')} place={place}>
      {people.slice(0, MOST).map(person => (
        <Item
          key={person.id}
          value={`${text} ${person.id}`}
          onSelect={() => open(recordsOf(first.code, person.id))}
          icon={<Avatar name={person.name} size={20} />}
          hint={[department(person), person.phone].filter(Boolean).join(' · ')}
        >
          {t('app:palette.records_of', { name: person.name, form: words(first.plural) || words(first.name) })}
        </Item>
      ))}
      {only &&
        forms.slice(1).map(form => (
          <Item
            key={form.code}
            value={`${text} ${only.id} ${form.code}`}
            onSelect={() => open(recordsOf(form.code, only.id))}
            icon={<FormIcon name={form.icon || form.code} size={16} />}
          >
            {t('app:palette.records_of', { name: only.name, form: words(form.plural) || words(form.name) })}
          </Item>
        ))}
      {only && team && (
        <Item
          value={`${text} ${only.id} tasks`}
          onSelect={() => open(only.id === me.id ? '/tasks' : `/tasks?who=${only.id}`)}
          icon={<CircleCheckBig size={16} />}
        >
          {t('tasks:team.tasks_of', { name: only.name })}
        </Item>
      )}
      {only && me.permissions.administer && (
        <Item
          value={`${text} ${only.id} settings`}
          onSelect={() => open('/settings/people')}
          icon={<Users size={16} />}
        >
          {t('people:title')}
        </Item>
      )}
    </Group>
  )
}
