import { useQuery } from '@tanstack/react-query'
import { keys } from '@/api/queries'
import { aggregate } from '@/api/records'
import type { Form } from '@/api/types'
import { filterOf, type Measure, mergeTeam } from './team'

/** Counts per owner, fresh whenever records of the form change. */
export function useTeam(form: Form | undefined) {
  return useQuery({
    queryKey: keys.count(form?.code ?? '', 'team'),
    enabled: form !== undefined,
    queryFn: async () => {
      if (!form) return []
      const of = (measure: Measure) =>
        aggregate(form.code, {
          group: [{ field: 'owner' }],
          measures: [{ of: 'count' }],
          filter: filterOf(form, measure),
        })
      const [open, cold, overdue] = await Promise.all([of('open'), of('cold'), of('overdue')])
      return mergeTeam({ open, cold, overdue })
    },
  })
}
