import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { keys } from '@/api/queries'
import type { RecordRow } from '@/api/types'
import { overlayMany, settleMany } from './cached-records'

const row = (id: string, name: string): RecordRow => ({ id, rev: 1, values: { name }, display: { name } })

test('many edits change what stands in the rows and never their places', () => {
  const client = new QueryClient()
  client.setQueryData(keys.page('lead', 'q', 0), [row('a', 'x'), row('b', 'y'), row('c', 'z')])
  overlayMany(
    client,
    'lead',
    new Map([
      ['c', { values: { name: '1' }, display: { name: '1' } }],
      ['a', { values: { name: '2' }, display: { name: '2' } }],
    ]),
  )
  const rows = client.getQueryData<RecordRow[]>(keys.page('lead', 'q', 0))
  expect(rows?.map(r => [r.id, r.values.name])).toEqual([
    ['a', '2'],
    ['b', 'y'],
    ['c', '1'],
  ])
})

test('an answer that says nothing of a column takes no words from it, an emptied one does', () => {
  const client = new QueryClient()
  client.setQueryData(keys.page('lead', 'q', 0), [
    { id: 'a', rev: 1, values: { name: 'x', owner: 'usr_1' }, display: { name: 'x', owner: '周海涛' } },
  ])
  settleMany(client, 'lead', [{ id: 'a', rev: 2, values: { owner: null }, display: {} }])
  expect(client.getQueryData<RecordRow[]>(keys.page('lead', 'q', 0))?.[0]).toEqual({
    id: 'a',
    rev: 2,
    values: { name: 'x', owner: null },
    display: { name: 'x', owner: null },
  })
})
