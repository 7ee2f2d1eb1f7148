import type { Query, QueryClient } from '@tanstack/react-query'
import { formsQuery, keys, meQuery } from '@/api/queries'

/** What holds records, or speaks of them: what a person may see of it follows from definitions and from who they are. */
const OF_RECORDS: readonly unknown[] = [
  'pages',
  'counts',
  'record',
  'records',
  'options',
  'search',
  'similar',
  'acts',
  'bins',
  'tasks',
  'notices',
  'sees-others',
]
const isOfRecords = ({ queryKey }: Query): boolean => OF_RECORDS.includes(queryKey[0])

/** What this person's sight goes by, as far as the page knows; undefined while it does not. */
function sightGoesBy(client: QueryClient): string | undefined {
  const forms = client.getQueryData(formsQuery.queryKey)
  const me = client.getQueryData(meQuery.queryKey)
  if (!forms || !me) return undefined
  return JSON.stringify([forms.map(({ code, version, can }) => [code, version, can]), me.role, me.department])
}

/**
 * Definitions and people anew. Where a form has another version, or the person another place, records that are kept
 * may show what is no longer theirs to see: those in view are fetched again, the others forgotten.
 */
export async function refreshCatalog(client: QueryClient): Promise<void> {
  const before = sightGoesBy(client)
  await Promise.all([
    client.invalidateQueries({ queryKey: keys.forms, refetchType: 'all' }),
    // What the company is called, and what one may do in it.
    client.invalidateQueries({ queryKey: keys.me, refetchType: 'all' }),
    client.invalidateQueries({ queryKey: ['form'] }),
    client.invalidateQueries({ queryKey: keys.people }),
    client.invalidateQueries({ queryKey: keys.avatars }),
  ])
  if (before !== undefined && before === sightGoesBy(client)) return
  await refreshSight(client)
}

/** Other records are in this person's sight than before: those in view are fetched again, the others forgotten. */
export async function refreshSight(client: QueryClient): Promise<void> {
  client.removeQueries({ predicate: isOfRecords, type: 'inactive' })
  await client.invalidateQueries({ predicate: isOfRecords })
}
