import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderHook, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { expect, test, vi } from 'vitest'
import { type RowQuery, useRows } from './use-rows'

async function orderTold(sort: RowQuery['sort'], sortedBy: string | undefined): Promise<boolean> {
  vi.stubGlobal('fetch', async () =>
    Response.json({ items: [], next: null, count: 6000, ...(sortedBy ? { sorted_by: sortedBy } : {}) }),
  )
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  )
  const query: RowQuery = { form: 'lead', filter: undefined, sort, q: '恒', bin: false, fields: ['name'] }
  const { result } = renderHook(() => useRows(query, 0, 10), { wrapper })
  await waitFor(() => expect(result.current.total).toBe(6000))
  return result.current.newestFirst
}

const byName = [{ field: 'name', descending: false }]

test('rows that the server could not sort are told to stand newest first', async () => {
  expect(await orderTold(byName, 'newest')).toBe(true)
  expect(await orderTold(byName, undefined)).toBe(false)
})

test('nobody is told who asked for the newest first, or for no order', async () => {
  expect(await orderTold([{ field: 'created_at', descending: true }], 'newest')).toBe(false)
  expect(await orderTold([], 'newest')).toBe(false)
})
