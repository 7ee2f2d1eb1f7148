import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { keys } from '@/api/queries'
import type { Me, Person } from '@/api/types'
import { PeoplePage } from './people-page'

const person = (id: string, name: string, state: NonNullable<Person['state']>): Person =>
  ({ id, name, login: null, phone: null, department: null, role: 'member', state }) as unknown as Person

async function shown(...people: Person[]) {
  return shownWith([], people)
}

async function shownWith(forms: object[], people: Person[]) {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  )
  const client = new QueryClient({
    defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: false } },
  })
  client.setQueryData(keys.me, { id: 'usr_1', permissions: { administer: true } } as unknown as Me)
  client.setQueryData(keys.people, people)
  client.setQueryData(keys.roles, [])
  client.setQueryData(keys.departments, [])
  client.setQueryData(keys.forms, forms)
  const root = createRootRoute({ component: PeoplePage })
  const router = createRouter({ routeTree: root, history: createMemoryHistory() })
  render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  )
  return screen.findAllByRole('listitem')
}

test('who was only named in an import is marked as not invited', async () => {
  const [named, active] = await shown(person('usr_2', '李雷', 'known'), person('usr_3', '韩梅', 'active'))
  if (!named || !active) throw new Error('two people')
  expect(within(named).getByText('未邀请').title).toContain('导入')
  expect(within(active).queryByText('未邀请')).toBeNull()
})

test('who is locked out comes last, in a part of their own, and is let in again by one press', async () => {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (url: URL, { method, body }: RequestInit) => {
    asked.push(`${method} ${String(url).replace(/^.*\/v1/, '')} ${body ?? ''}`)
    return new Response('{}', { headers: { 'Content-Type': 'application/json' } })
  })
  await shown(person('usr_2', '李雷', 'disabled'), person('usr_3', '韩梅', 'active'))
  const gone = screen.getByRole('region', { name: /^已停用/ })
  expect(within(gone).getAllByRole('listitem')).toHaveLength(1)
  expect(within(gone).queryByText('韩梅')).toBeNull()
  fireEvent.click(within(gone).getByRole('button', { name: '启用' }))
  await waitFor(() => expect(asked).not.toEqual([]))
  expect(asked[0]).toBe('PATCH /people/usr_2 {"state":"active"}')
})

test('nobody locks themselves out, and says why', async () => {
  await shown(person('usr_1', '王老板', 'active'))
  fireEvent.click(screen.getByRole('button', { name: '王老板 的操作' }))
  expect(screen.getByRole<HTMLButtonElement>('menuitem', { name: '不能停用自己' }).disabled).toBe(true)
})

const LEAD = { code: 'lead', name: { 'zh-CN': '线索' }, fields: [], can: { read: true } }
/** How many people are asked about at a time. */
function counting(status = 200) {
  const asked: number[] = []
  vi.stubGlobal('fetch', async (url: URL, { body }: RequestInit) => {
    const answer = (said: object, as = 200) =>
      new Response(JSON.stringify(said), { status: as, headers: { 'Content-Type': 'application/json' } })
    if (!String(url).endsWith('/aggregate')) return answer(LEAD)
    const [, owners] = /"op":"in","value":\[([^\]]*)\]/.exec(String(body)) ?? []
    const ids = owners?.split(',').map(one => one.replaceAll('"', '')) ?? []
    asked.push(ids.length)
    if (status !== 200) return answer({ code: 'forbidden', errors: [] }, status)
    return answer({ rows: [{ keys: [ids[0]], display: [ids[0]], values: [7] }], seq: 1 })
  })
  return asked
}

test('what a disabled person still has can be handed over, also where it is tasks alone', async () => {
  await shown(person('usr_2', '李雷', 'disabled'))
  fireEvent.click(screen.getByRole('button', { name: '李雷 的操作' }))
  expect(screen.getByRole<HTMLButtonElement>('menuitem', { name: '转交名下的记录和任务…' }).disabled).toBe(
    false,
  )
})

test('that it could not be counted what they hold is said, with a way to try again', async () => {
  counting(403)
  await shownWith([LEAD], [person('usr_2', '李雷', 'disabled')])
  const said = await screen.findByText(/已停用成员名下的记录/)
  expect(within(said.closest('p') as HTMLElement).getByRole('button', { name: '重试' })).toBeTruthy()
})

test('more disabled people than one question takes are asked about in parts', async () => {
  const asked = counting()
  const id = (n: number) => `usr_${String(n).padStart(4, '0')}`
  await shownWith(
    [LEAD],
    Array.from({ length: 501 }, (_, n) => person(id(n), `成员${n}`, 'disabled')),
  )
  await waitFor(() => expect(screen.getAllByRole('button', { name: '7 条线索待转交' })).toHaveLength(2))
  expect(asked).toEqual([500, 1])
})
