import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { formsQuery, keys, meQuery } from '@/api/queries'
import { refreshCatalog, refreshSight } from './sight'

/** A client that shows one page of leads and keeps another, with the forms and the person as they were. */
function opened(answers: { version: number; department: string }) {
  const client = new QueryClient({
    defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false } },
  })
  client.setQueryDefaults(formsQuery.queryKey, {
    queryFn: () => [{ code: 'lead', version: answers.version, can: { read: true } }],
  })
  client.setQueryDefaults(meQuery.queryKey, {
    queryFn: () => ({ role: 'member', department: answers.department }),
  })
  client.setQueryData(formsQuery.queryKey, [{ code: 'lead', version: 1, can: { read: true } }] as never)
  client.setQueryData(meQuery.queryKey, { role: 'member', department: 'dep_1' } as never)
  const shown = keys.page('lead', 'q', 0)
  const kept = keys.record('lead', 'rec_1')
  client.setQueryData(shown, ['before'])
  client.setQueryData(kept, 'before')
  const stop = new QueryObserver(client, { queryKey: shown, queryFn: () => ['after'] }).subscribe(() => {})
  return { client, shown, kept, stop }
}

test('another version of a form: what is in view is fetched again, what is kept is forgotten', async () => {
  const { client, shown, kept, stop } = opened({ version: 2, department: 'dep_1' })
  await refreshCatalog(client)
  expect(client.getQueryData(shown)).toEqual(['after'])
  expect(client.getQueryData(kept)).toBeUndefined()
  stop()
})

test('another department is another sight', async () => {
  const { client, shown, stop } = opened({ version: 1, department: 'dep_2' })
  await refreshCatalog(client)
  expect(client.getQueryData(shown)).toEqual(['after'])
  stop()
})

test('told of another sight, what is in view is fetched again and what is kept is forgotten', async () => {
  const { client, shown, kept, stop } = opened({ version: 1, department: 'dep_1' })
  await refreshSight(client)
  expect(client.getQueryData(shown)).toEqual(['after'])
  expect(client.getQueryData(kept)).toBeUndefined()
  expect(client.getQueryState(formsQuery.queryKey)?.isInvalidated).toBe(false)
  stop()
})

test('a colleague who was renamed moves no row', async () => {
  const { client, shown, kept, stop } = opened({ version: 1, department: 'dep_1' })
  await refreshCatalog(client)
  expect(client.getQueryData(shown)).toEqual(['before'])
  expect(client.getQueryData(kept)).toBe('before')
  stop()
})
