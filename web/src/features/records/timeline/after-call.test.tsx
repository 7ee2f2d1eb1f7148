import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { keys } from '@/api/queries'
import type { Form, Me, RecordFull } from '@/api/types'
import { AfterCall } from './after-call'

const label = (text: string) => ({ 'zh-CN': text, en: text })
const form = {
  code: 'lead',
  title: 'name',
  name: label('线索'),
  fields: [],
  activity_templates: [
    { code: 'offer', label: label('已报价'), kind: 'call', text: label('报价已经说过'), next_in_days: 3 },
    { code: 'missed', label: label('未接通'), kind: 'call', text: label('没打通'), next_in_days: 1 },
    { code: 'met', label: label('见了面'), kind: 'visit', text: label('见了面') },
  ],
} as unknown as Form

const record = {
  id: 'rec_1',
  rev: 1,
  values: { name: '河滨' },
  display: { name: '河滨' },
  system: {},
  can: { edit: true },
} as unknown as RecordFull

async function asked() {
  const sent: { text: string; next_at?: string }[] = []
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  vi.stubGlobal('fetch', async (url: URL, init: RequestInit) => {
    if (init.method === 'POST') sent.push(JSON.parse(String(init.body)))
    if (init.method === 'POST') return Response.json({ id: 'act_1' })
    return Response.json(url.pathname.endsWith('/rec_1') ? record : {})
  })
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } })
  client.setQueryData(keys.me, { id: 'usr_1' } as Me)
  client.setQueryData(keys.form('lead'), form)
  client.setQueryData(keys.record('lead', 'rec_1'), record)
  const root = createRootRoute({
    component: () => (
      <AfterCall call={{ form: 'lead', record: 'rec_1', at: Date.now() }} onClose={() => undefined} />
    ),
  })
  const router = createRouter({ routeTree: root, history: createMemoryHistory() })
  render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  )
  await screen.findByText('刚才的电话聊得怎样')
  return sent
}

test('a call is written down by a template, with when to come back; those of other ways are not offered', async () => {
  const sent = await asked()
  expect(screen.queryByRole('button', { name: '见了面' })).toBeNull()
  fireEvent.click(screen.getByRole('radio', { name: '接通' }))
  fireEvent.click(screen.getByRole('button', { name: '已报价' }))
  expect(screen.queryByRole('button', { name: '已报价' })).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: '保存跟进' }))
  await waitFor(() => expect(sent).toHaveLength(1))
  expect(sent[0]?.text).toBe('接通：报价已经说过')
  const days = (Date.parse(sent[0]?.next_at ?? '') - Date.now()) / 86_400_000
  expect(days).toBeGreaterThan(1.9)
  expect(days).toBeLessThan(4.1)
})

test('how it ended is asked once: what the form says of it is when to come back', async () => {
  const sent = await asked()
  expect(screen.queryByRole('button', { name: '未接通' })).toBeNull()
  fireEvent.click(screen.getByRole('radio', { name: '接通' }))
  expect(screen.queryByRole('button', { name: /^下次跟进/ })).toBeNull()
  fireEvent.click(screen.getByRole('radio', { name: '未接' }))
  fireEvent.click(screen.getByRole('button', { name: '保存跟进' }))
  await waitFor(() => expect(sent).toHaveLength(1))
  expect(sent[0]?.text).toBe('未接')
  expect(sent[0]?.next_at).toBeDefined()
})
