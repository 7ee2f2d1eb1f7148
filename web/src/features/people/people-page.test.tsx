import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { render, screen, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { keys } from '@/api/queries'
import type { Me, Person } from '@/api/types'
import { PeoplePage } from './people-page'

const person = (id: string, name: string, state: NonNullable<Person['state']>): Person =>
  ({ id, name, login: null, phone: null, department: null, role: 'member', state }) as unknown as Person

test('who was only named in an import is marked as not invited', async () => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } })
  client.setQueryData(keys.me, { id: 'usr_1', permissions: { administer: true } } as unknown as Me)
  client.setQueryData(keys.people, [person('usr_2', '李雷', 'known'), person('usr_3', '韩梅', 'active')])
  client.setQueryData(keys.roles, [])
  client.setQueryData(keys.departments, [])
  const root = createRootRoute({ component: PeoplePage })
  const router = createRouter({ routeTree: root, history: createMemoryHistory() })
  render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router as never} />
    </QueryClientProvider>,
  )
  const [named, active] = await screen.findAllByRole('listitem')
  if (!named || !active) throw new Error('two people')
  expect(within(named).getByText('未邀请').title).toContain('导入')
  expect(within(active).queryByText('未邀请')).toBeNull()
})
