import { useQuery } from '@tanstack/react-query'
import { formsQuery, useMe } from './queries'
import { queryRecords } from './records'

/** Whether there is a team to look after: colleagues' records are in sight, or will be once there are colleagues. */
export function useSeesOthers(): boolean {
  const me = useMe()
  const { data: forms } = useQuery(formsQuery)
  const form = forms?.find(candidate => candidate.can.read !== false)?.code
  const { data } = useQuery({
    queryKey: ['sees-others', form],
    enabled: form !== undefined && !me.permissions.administer,
    staleTime: 10 * 60_000,
    queryFn: () =>
      queryRecords(form ?? '', {
        fields: ['id'],
        size: 1,
        count: 'none' as const,
        filter: {
          and: [
            { field: 'owner', op: 'not_empty' },
            { field: 'owner', op: 'ne', value: me.id },
          ],
        },
      }).then(answer => answer.items.length > 0),
  })
  return me.permissions.administer || (data ?? false)
}
