import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, renderHook, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { keys } from '@/api/queries'
import { useTimeline } from './use-timeline'

const place = vi.hoisted(() => ({ hash: '' }))
vi.mock('@tanstack/react-router', () => ({ useLocation: () => place.hash }))

afterEach(() => {
  place.hash = ''
  vi.unstubAllGlobals()
})

/** A server with 70 follow-ups, the newest first, 50 on a page. */
function timeline() {
  const texts = Array.from({ length: 70 }, (_, no) => `第 ${no} 条`)
  const asked: string[] = []
  vi.stubGlobal('fetch', async (url: URL) => {
    if (!url.pathname.endsWith('/activities')) return Response.json({ items: [], next: null })
    asked.push(url.search)
    const from = Number(url.searchParams.get('after') ?? 0)
    const kind = url.searchParams.get('kind')
    const all = texts.map((text, no) => ({
      id: `act_${no}`,
      kind: no === 69 ? 'visit' : 'call',
      text,
      at: new Date(Date.UTC(2026, 10, 22) - no * 60_000).toISOString(),
      by: { id: 'usr_1', name: '李强' },
    }))
    const wanted = all.filter(one => !kind || kind.split(',').includes(one.kind))
    const items = wanted.slice(from, from + 50)
    return Response.json({ items, next: from + 50 < wanted.length ? String(from + 50) : null })
  })
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 30_000 } } })
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  )
  const { result } = renderHook(() => useTimeline('lead', 'rec_1'), { wrapper })
  const shown = () =>
    result.current.entries.map(entry => ('activity' in entry ? entry.activity.text : entry.key))
  return { texts, asked, client, result, shown }
}

test('what a colleague changes is seen on every page that was read, and nothing goes meanwhile', async () => {
  const { texts, client, result, shown } = timeline()
  await waitFor(() => expect(shown()).toHaveLength(50))
  await act(() => result.current.more())
  await waitFor(() => expect(shown()).toHaveLength(70))
  texts[0] = '新的第一条'
  texts[69] = '新的最后一条'
  const lengths = new Set<number>()
  act(() => void client.invalidateQueries({ queryKey: keys.record('lead', 'rec_1') }))
  await waitFor(
    () => {
      lengths.add(shown().length)
      expect([shown()[0], shown()[69]]).toEqual(['新的第一条', '新的最后一条'])
    },
    { interval: 1 },
  )
  expect([...lengths]).toEqual([70])
})

test('a choice is the server’s: what it finds lies pages back', async () => {
  const { asked, result, shown } = timeline()
  await waitFor(() => expect(shown()).toHaveLength(50))
  act(() => result.current.choose({ kinds: ['visit'] }))
  await waitFor(() => expect(shown()).toEqual(['第 69 条']))
  expect(asked.at(-1)).toBe('?kind=visit')
  expect(result.current.show).toBe('activities')
  act(() => result.current.setShow('all'))
  expect(shown()).toHaveLength(50)
})

test('what a link names is shown among all, whatever was chosen', async () => {
  place.hash = 'act_60'
  const { result, shown } = timeline()
  await waitFor(() => expect(result.current.led).toBe('act_60'))
  expect(shown()).toHaveLength(70)
  expect(result.current.goesOn).toBe(false)
})
