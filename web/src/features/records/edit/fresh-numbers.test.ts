import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { keys } from '@/api/queries'
import { freshenNumbers } from './fresh-numbers'

const asked = {
  group: [{ field: 'status' }],
  measures: [{ of: 'sum', field: 'amount' }],
  filter: { field: 'owner', op: 'eq', value: 'me' },
}

function stale(edited: string[]): { headings: boolean | undefined; totals: boolean | undefined } {
  const client = new QueryClient()
  const groups = keys.groups('lead', JSON.stringify(asked))
  const totals = [...keys.totals('lead'), 'sum', '{}']
  client.setQueryData(groups, [])
  client.setQueryData(totals, {})
  freshenNumbers(client, 'lead', edited)
  return {
    headings: client.getQueryState(groups)?.isInvalidated,
    totals: client.getQueryState(totals)?.isInvalidated,
  }
}

test('sums under headings follow an edit', () => {
  expect(stale(['amount'])).toEqual({ headings: true, totals: true })
})

test('a record whose heading or filter was edited stays where it is until the list is asked anew', () => {
  expect(stale(['status'])).toEqual({ headings: false, totals: true })
  expect(stale(['amount', 'owner'])).toEqual({ headings: false, totals: true })
})
