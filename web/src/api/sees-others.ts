import { useQuery } from '@tanstack/react-query'
import { formsQuery, useMe } from './queries'
import { aggregate } from './records'

/** Whether there is a team to look after: colleagues' records are in sight, or will be once there are colleagues. */
export function useSeesOthers(): boolean {
  const me = useMe()
  const { data: forms } = useQuery(formsQuery)
  const form = forms?.find(candidate => candidate.can.read !== false)?.code
  const { data } = useQuery({
    queryKey: ['sees-others', form],
    enabled: form !== undefined,
    staleTime: 10 * 60_000,
    queryFn: () =>
      aggregate(form ?? '', {
        group: [{ field: 'owner' }],
        measures: [{ of: 'count' }],
        filter: {
          and: [
            { field: 'owner', op: 'not_empty' },
            { field: 'owner', op: 'ne', value: me.id },
          ],
        },
      }).then(answer => answer.rows.some(row => typeof row.keys[0] === 'string')),
  })
  return me.permissions.administer || (data ?? false)
}
