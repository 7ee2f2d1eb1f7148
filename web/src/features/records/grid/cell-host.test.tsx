import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, fireEvent, render, screen } from '@testing-library/react'
import { StrictMode } from 'react'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Field, RecordRow } from '@/api/types'
import { CellHost } from './cell-host'

const FIELD = { code: 'note', name: { 'zh-CN': '备注' }, kind: { type: 'long_text' } } as unknown as Field
const RECORD = { id: 'rec_1', rev: 1, values: { note: '旧' }, display: {} } as unknown as RecordRow

const [onCommit, onCancel] = [vi.fn(), vi.fn()]
beforeEach(() => {
  vi.clearAllMocks()
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  )
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
})

async function open() {
  const { unmount } = render(
    <StrictMode>
      <QueryClientProvider client={new QueryClient()}>
        <CellHost field={FIELD} form="lead" record={RECORD} onCommit={onCommit} onCancel={onCancel} />
      </QueryClientProvider>
    </StrictMode>,
  )
  const input = await screen.findByRole('textbox')
  expect(onCancel).not.toHaveBeenCalled()
  return { input, leave: () => act(async () => unmount()) }
}

test('what was written in a cell that is scrolled out of sight is written to its record', async () => {
  const { input, leave } = await open()
  fireEvent.change(input, { target: { value: '写到一半' } })
  await leave()
  expect(onCommit).toHaveBeenCalledExactlyOnceWith('写到一半', undefined, undefined)
  expect(onCancel).not.toHaveBeenCalled()
})

test('a cell that goes out of sight as it was is not being edited any more', async () => {
  const { leave } = await open()
  await leave()
  expect(onCommit).not.toHaveBeenCalled()
  expect(onCancel).toHaveBeenCalledOnce()
})

test('what was ended before is not ended again', async () => {
  const { input, leave } = await open()
  fireEvent.change(input, { target: { value: '写到一半' } })
  fireEvent.keyDown(input, { key: 'Escape' })
  await leave()
  expect(onCommit).not.toHaveBeenCalled()
  expect(onCancel).toHaveBeenCalledOnce()
})
