import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import type { Field, Filter } from '@/api/types'
import { FilterChips } from './filter-chips'
import { FilterPanel } from './filter-panel'

const fields = [
  { id: 'f1', code: 'company', name: { 'zh-CN': '公司名称' }, kind: { type: 'text' } },
  { id: 'f2', code: 'city', name: { 'zh-CN': '城市' }, kind: { type: 'text' } },
] as unknown as Field[]
const filter: Filter = {
  and: [
    { field: 'city', op: 'contains', value: '青岛' },
    { field: 'company', op: 'contains' },
  ],
}

function show(what: React.ReactNode) {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  render(<QueryClientProvider client={new QueryClient()}>{what}</QueryClientProvider>)
}

test('what is typed after a condition was added is its value', async () => {
  show(
    <FilterPanel
      form="lead"
      fields={fields}
      filter={(filter as { and: Filter[] }).and[0]}
      onChange={() => undefined}
    />,
  )
  fireEvent.click(screen.getByRole('button', { name: '添加条件' }))
  await waitFor(() => expect(screen.getAllByRole('textbox')).toHaveLength(2))
  await waitFor(() => expect(document.activeElement).toBe(screen.getAllByRole('textbox')[1]))
})

test('a condition that is only begun is no chip', () => {
  show(<FilterChips fields={fields} filter={filter} onChange={() => undefined} onOpen={() => undefined} />)
  expect(screen.getByText('青岛')).toBeTruthy()
  expect(screen.queryByText('公司名称')).toBeNull()
})
