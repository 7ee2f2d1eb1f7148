import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { keys } from '@/api/queries'
import { DepartmentsPage } from './departments-page'

function show(departments: object[]) {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } })
  client.setQueryData(keys.departments, departments)
  client.setQueryData(keys.people, [])
  render(
    <QueryClientProvider client={client}>
      <DepartmentsPage />
    </QueryClientProvider>,
  )
}

test('a name that another department has is refused at its field, until something else is typed', async () => {
  const errors = [{ code: 'duplicate', field: 'name' }]
  vi.stubGlobal(
    'fetch',
    async () =>
      new Response(JSON.stringify({ code: 'duplicate', errors }), {
        status: 409,
        headers: { 'Content-Type': 'application/problem+json' },
      }),
  )
  show([{ id: 'dep_1', name: '销售部' }])
  fireEvent.click(screen.getByRole('button', { name: '新建部门' }))
  const box = screen.getByRole('textbox', { name: '部门名称' })
  fireEvent.change(box, { target: { value: '销售部' } })
  fireEvent.click(screen.getByRole('button', { name: '保存' }))
  const why = await screen.findByText('同一级已经有部门“销售部”')
  expect(box.getAttribute('aria-describedby')).toBe(why.id)
  fireEvent.change(box, { target: { value: '销售二部' } })
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
})

test('where there is none, the head and the middle say two different things', () => {
  show([])
  expect(screen.getAllByText(/部门/).map(one => one.textContent)).toContain('还没有部门')
  expect(screen.getAllByText(/由表单的权限决定/)).toHaveLength(1)
})
