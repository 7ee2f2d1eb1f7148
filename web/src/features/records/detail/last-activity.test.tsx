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

function shown() {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  return render(
    <QueryClientProvider client={client}>
      <LastActivity form="lead" record={record} onOpen={() => undefined} />
    </QueryClientProvider>,
  )
}

/** A follow-up as the server tells it. */
const one = (id: string, kind: string, text: string) => ({
  id,
  kind,
  text,
  by: { id: 'u', name: '王芳' },
  at: '2026-11-21T01:30:00Z',
})

test('a last follow-up that could not be fetched says so, and can be asked for again', async () => {
  const said = one('act_1', 'call', '谈了价格')
  let status = 500
  vi.stubGlobal('fetch', async () =>
    Response.json(status === 200 ? { items: [said] } : { code: 'fault' }, { status }),
  )
  const { container } = shown()
  expect(container.querySelector('.bone')).toBeTruthy()
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('最近的跟进没能加载'))
  expect(container.querySelector('.bone')).toBeNull()
  status = 200
  fireEvent.click(screen.getByText('重试'))
  await screen.findByText('谈了价格')
})

test('what was said last is the last conversation, and not the note of a hand-over after it', async () => {
  const items = [
    one('act_3', 'note', '青岛片区交给李晓'),
    one('act_2', 'visit', '看了样品'),
    one('act_1', 'call', '谈了价格'),
  ]
  vi.stubGlobal('fetch', async () => Response.json({ items }))
  shown()
  await screen.findByText('看了样品')
  expect(screen.queryByText('青岛片区交给李晓')).toBeNull()
})

test('a conversation before a whole page of notes is found, and without one the note stands', async () => {
  const notes = [one('act_3', 'note', '导入时的备注')]
  const asked: string[] = []
  vi.stubGlobal('fetch', async (url: URL) => {
    asked.push(url.search)
    const spoke = url.searchParams.has('kind')
    return Response.json(
      spoke ? { items: [one('act_1', 'call', '谈了价格')] } : { items: notes, next: 'more' },
    )
  })
  shown()
  await screen.findByText('谈了价格')
  expect(asked.at(-1)).toContain('kind=call%2Cvisit%2Cmessage')
  cleanup()
  vi.stubGlobal('fetch', async () => Response.json({ items: notes }))
  shown()
  await screen.findByText('导入时的备注')
})
