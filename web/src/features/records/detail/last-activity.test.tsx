import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { RecordRow } from '@/api/types'
import { LastActivity } from './last-activity'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const record = {
  id: 'rec_1',
  rev: 1,
  values: {},
  display: {},
  system: { activity_count: 1 },
} as unknown as RecordRow

test('a last follow-up that could not be fetched says so, and can be asked for again', async () => {
  const said = {
    id: 'act_1',
    kind: 'call',
    text: '谈了价格',
    by: { id: 'u', name: '王芳' },
    at: '2026-11-21T01:30:00Z',
  }
  let status = 500
  vi.stubGlobal('fetch', async () =>
    Response.json(status === 200 ? { items: [said] } : { code: 'fault' }, { status }),
  )
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const { container } = render(
    <QueryClientProvider client={client}>
      <LastActivity form="lead" record={record} onOpen={() => undefined} />
    </QueryClientProvider>,
  )
  expect(container.querySelector('.bone')).toBeTruthy()
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('最近的跟进没能加载'))
  expect(container.querySelector('.bone')).toBeNull()
  status = 200
  fireEvent.click(screen.getByText('重试'))
  await screen.findByText('谈了价格')
})
