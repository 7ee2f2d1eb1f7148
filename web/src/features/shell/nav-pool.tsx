import { useQuery } from '@tanstack/react-query'
import { WavesHorizontal } from 'lucide-react'
import { poolCountQuery } from '@/api/queries'
import type { FormSummary } from '@/api/types'
import { words } from '@/lib/label'
import { NavItem } from './nav-parts'

/** A form's pool under the form, with how many records wait there. */
export function NavPool({ form }: { form: FormSummary }) {
  const { data: count } = useQuery({ ...poolCountQuery(form.code), enabled: Boolean(form.pool) })
  if (!form.pool) return null
  return (
    <NavItem
      to={`/pool/${form.code}`}
      icon={<WavesHorizontal size={16} />}
      label={words(form.pool.name)}
      count={count}
    />
  )
}
