import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { keys } from '@/api/queries'
import type { Form, RecordRow } from '@/api/types'
import type { Selection } from '../grid/selection'
import { AssignDialog } from './assign-dialog'
import { BulkEditDialog } from './bulk-edit-dialog'
import type { Bulk } from './use-bulk'

const form = {
  code: 'lead',
  name: { 'zh-CN': '线索' },
  title: 'city',
  fields: [{ id: 'f1', code: 'city', name: { 'zh-CN': '城市' }, kind: { type: 'text' } }],
  actions: [],
  can: { edit: true },
  pool: { name: { 'zh-CN': '公海' }, mask: [] },
} as unknown as Form
const rows = ['青岛', '青岛', '烟台'].map(
  (city, at) =>
    ({ id: `rec_${at}`, rev: 1, values: { city, owner: 'usr_1' }, display: {} }) as unknown as RecordRow,
)
const run = vi.fn<Bulk['run']>(async () => true)
const props = {
  form,
  selection: { size: 3 } as Selection,
  bulk: { busy: false, gather: async () => rows, run } satisfies Bulk,
  onClose: () => undefined,
}

function show(what: React.ReactNode) {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  )
  run.mockClear()
  const client = new QueryClient()
  client.setQueryData(keys.me, { id: 'usr_1', name: '王芳' })
  render(<QueryClientProvider client={client}>{what}</QueryClientProvider>)
}

test('a bulk edit says how many had the value already', async () => {
  show(<BulkEditDialog {...props} />)
  fireEvent.mouseDown(screen.getByRole('combobox'))
  fireEvent.click(await screen.findByTitle('城市'))
  fireEvent.change(await screen.findByRole('textbox', { name: '城市' }), { target: { value: '青岛' } })
  fireEvent.click(await screen.findByRole('button', { name: '修改 1 条' }))
  expect(run.mock.calls[0]?.[1].done(1)).toBe('已修改 1 条的“城市”；2 条原来就是这个值')
})

test('records go back into the pool from a button of their own, with a reason', async () => {
  show(<AssignDialog {...props} only="return" />)
  expect(screen.queryByRole('radio')).toBeNull()
  fireEvent.change(screen.getByLabelText('退回原因'), { target: { value: '没打通' } })
  fireEvent.click(screen.getByRole('button', { name: '退回' }))
  await waitFor(() => expect(run).toHaveBeenCalled())
  expect(run.mock.calls[0]?.[0][0]).toEqual({ return: { id: 'rec_0', reason: '没打通' } })
})
