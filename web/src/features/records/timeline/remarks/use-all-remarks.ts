import { useQuery } from '@tanstack/react-query'
import { keys } from '@/api/queries'
import { listRemarks } from '@/api/records'
import type { Remark } from '@/api/types'

/** Where all remarks on a follow-up are kept. */
export const remarksKey = (form: string, record: string, activity: string) =>
  [...keys.activities(form, record), activity, 'remarks'] as const

async function readAll(form: string, record: string, activity: string): Promise<Remark[]> {
  const found: Remark[] = []
  let after: string | undefined
  do {
    const page = await listRemarks(form, record, activity, after)
    found.push(...page.items)
    after = page.next ?? undefined
  } while (after !== undefined)
  return found.reverse()
}

/** All that colleagues put under a follow-up, oldest first, once it is wanted: a timeline brings only the newest. */
export function useAllRemarks(form: string, record: string, activity: string, wanted: boolean) {
  return useQuery({
    queryKey: remarksKey(form, record, activity),
    queryFn: () => readAll(form, record, activity),
    enabled: wanted,
  })
}
