import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
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

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

function show(what: React.ReactNode) {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  return render(<QueryClientProvider client={new QueryClient()}>{what}</QueryClientProvider>)
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

const due = { id: 'f3', code: 'due', name: { 'zh-CN': '到期' }, kind: { type: 'date' } } as unknown as Field

test.each([
  ['closed by a key', () => undefined],
  ['closed by a press beside it', () => void fireEvent.pointerDown(document.body)],
])('a date that is typed in a panel %s is asked for', async (_, press) => {
  const Observer = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  vi.stubGlobal('ResizeObserver', Observer)
  const onChange = vi.fn()
  const { unmount } = show(
    <FilterPanel
      form="lead"
      fields={[due]}
      filter={{ field: 'due', op: 'eq', value: '2026-11-21' }}
      onChange={onChange}
    />,
  )
  fireEvent.input(await screen.findByDisplayValue('2026-11-21'), { target: { value: '2026-12-03' } })
  press()
  unmount()
  fireEvent.click(document.body)
  expect(onChange).toHaveBeenCalledTimes(1)
  expect(onChange.mock.calls[0]?.[0]).toMatchObject({ and: [{ field: 'due', value: '2026-12-03' }] })
})
