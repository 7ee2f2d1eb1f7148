import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderHook, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { beforeEach, expect, test, vi } from 'vitest'
import { Problem } from '@/api/http'
import type { Field } from '@/api/types'
import type { ListState } from '../list-state'
import { useNumberRanges } from './use-number-ranges'

const { aggregate } = vi.hoisted(() => ({ aggregate: vi.fn() }))
vi.mock('@/api/records', async real => ({ ...(await real<object>()), aggregate }))

const field = { code: 'budget', name: { en: 'Budget' }, kind: { type: 'number' } } as unknown as Field
const list = { form: { code: 'lead' }, search: { q: '' } } as unknown as ListState
/** How the counts of the ranges are answered; their ends are there at once. */
let count: () => Promise<unknown>

beforeEach(() => {
  aggregate
    .mockReset()
    .mockImplementation((_form: string, { measures }: { measures: unknown[] }) =>
      measures.length === 2 ? Promise.resolve({ rows: [{ values: ['0', '600'] }] }) : count(),
    )
})

function drawn() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  )
  const { result } = renderHook(() => useNumberRanges(list, field, undefined, true), { wrapper })
  return { counts: () => result.current.of(field, []).map(range => range.count), now: () => result.current }
}

test('a range whose records are not counted yet has no number', async () => {
  count = () => new Promise(() => undefined)
  const { counts, now } = drawn()
  await waitFor(() => expect(counts().length).toBeGreaterThan(1))
  expect(new Set(counts())).toEqual(new Set([undefined]))
  expect(now().error).toBeUndefined()
})

test('a count that failed is no number either, and the failure is there to be told', async () => {
  count = () => Promise.reject(new Problem(403, { code: 'forbidden' }))
  const { counts, now } = drawn()
  await waitFor(() => expect(now().error).toBeInstanceOf(Problem))
  expect(new Set(counts())).toEqual(new Set([undefined]))
})

test('a range without records says so', async () => {
  count = () => Promise.resolve({ rows: [] })
  const { counts } = drawn()
  await waitFor(() => expect(new Set(counts())).toEqual(new Set([0])))
})
