import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { preferencesQuery } from '@/api/preferences'
import { keys } from '@/api/queries'
import type { Form, Me, RecordFull } from '@/api/types'
import { RecordMenu } from './record-menu'

const form = { code: 'lead', title: 'name', name: { en: 'Lead' }, fields: [] } as unknown as Form
const record = {
  id: 'rec_1',
  rev: 1,
  values: { name: '甲' },
  display: { name: '甲' },
  system: {},
  can: { edit: true, delete: true },
} as unknown as RecordFull

let asked: unknown[]
beforeEach(() => {
  asked = []
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  const Observer = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  vi.stubGlobal('ResizeObserver', Observer)
  vi.stubGlobal('fetch', async (_: URL, init: RequestInit) => {
    const body = JSON.parse(String(init.body ?? '{}'))
    asked.push(body)
    return new Response(JSON.stringify(body), { headers: { 'Content-Type': 'application/json' } })
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

test('a record is pinned, and unpinned, from its own menu', async () => {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } })
  client.setQueryData(keys.me, { id: 'usr_1', permissions: {} } as Me)
  client.setQueryData(preferencesQuery.queryKey, {})
  render(
    <QueryClientProvider client={client}>
      <RecordMenu form={form} record={record} onGone={() => undefined} />
    </QueryClientProvider>,
  )
  const press = async (entry: string) => {
    fireEvent.click(screen.getByLabelText('更多'))
    const item = await screen.findByText(entry)
    await act(async () => void fireEvent.click(item))
    await vi.waitFor(() => expect(screen.queryByText(entry)).toBeNull())
  }
  await press('置顶到侧栏')
  await press('取消置顶')
  expect(asked).toEqual([{ pins: [{ form: 'lead', record: 'rec_1', name: '甲' }] }, { pins: [] }])
})
