import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { departmentsQuery, peopleQuery } from '@/api/queries'
import type { Field, Filter } from '@/api/types'

/** People and departments by id, as far as a filter may speak of them. */
export function useNames(fields: readonly Field[], filter: Filter | undefined): ReadonlyMap<string, string> {
  const { data: people } = useQuery(peopleQuery)
  const byDepartment = fields.some(
    field => field.kind.type === 'department' && JSON.stringify(filter ?? null).includes(`"${field.code}"`),
  )
  const { data: departments } = useQuery({ ...departmentsQuery, enabled: byDepartment })
  return useMemo(
    () => new Map([...(people ?? []), ...(departments ?? [])].map(({ id, name }) => [id, name])),
    [people, departments],
  )
}
