import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, fireEvent, render, screen } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import { keys } from '@/api/queries'
import type { Field, RecordFull } from '@/api/types'
import { openRefused, refusedOn, useRefused } from '@/offline/refused'
import { clearToasts, Toaster } from '@/ui/toast'
import { InlineField } from './inline-field'

const FIELD = { code: 'note', name: { 'zh-CN': '备注' }, kind: { type: 'long_text' } } as unknown as Field
const RECORD = { id: 'rec_1', rev: 1, values: { note: '旧' }, display: {} } as unknown as RecordFull

const save = vi.fn(async () => true)
beforeEach(() => {
  save.mockClear()
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
})

async function editing(field = FIELD) {
  const client = new QueryClient()
  client.setQueryData(keys.me, { id: 'usr_1' })
  const { unmount } = render(
    <QueryClientProvider client={client}>
      <InlineField form="lead" field={field} record={RECORD} save={save} canEdit closed={false} />
    </QueryClientProvider>,
  )
  fireEvent.click(screen.getByRole('button'))
  const input = await screen.findByRole('textbox')
  return { input, leave: () => act(async () => unmount()) }
}

test('what was typed into a field of a record that goes from the screen is saved to that record', async () => {
  const { input, leave } = await editing()
  fireEvent.change(input, { target: { value: '新的' } })
  await leave()
  expect(save).toHaveBeenCalledWith(RECORD, { note: '新的' }, { note: '新的' })
})

test('what was given up, or not changed, is not saved when the record goes', async () => {
  const first = await editing()
  await first.leave()
  const second = await editing()
  fireEvent.change(second.input, { target: { value: '新的' } })
  fireEvent.keyDown(second.input, { key: 'Escape' })
  await second.leave()
  expect(save).not.toHaveBeenCalled()
})

test('letters of a composition that was not ended are not saved', async () => {
  const { input, leave } = await editing()
  fireEvent.change(input, { target: { value: '新的' } })
  fireEvent.compositionStart(input)
  fireEvent.change(input, { target: { value: '新的zhong' } })
  await leave()
  expect(save).toHaveBeenCalledWith(RECORD, { note: '新的' }, { note: '新的' })
})

const BUDGET = { code: 'note', name: { 'zh-CN': '预算' }, kind: { type: 'number' } } as unknown as Field

test('a text that is no value is told and kept when its record goes from the screen', async () => {
  openRefused('usr_1')
  render(<Toaster />)
  const { input, leave } = await editing(BUDGET)
  fireEvent.change(input, { target: { value: '12,50' } })
  await leave()
  expect(save).not.toHaveBeenCalled()
  expect(refusedOn(useRefused.getState(), 'rec_1')).toMatchObject([
    { field: 'note', text: '12,50', reason: '不是数字', late: true },
  ])
  expect(screen.getByText(/预算“12,50”不是数字/)).toBeTruthy()
  act(clearToasts)
})

test('a value that must be there and was emptied is told when its record goes from the screen', async () => {
  openRefused('usr_2')
  render(<Toaster />)
  const { input, leave } = await editing({ ...FIELD, required: true } as Field)
  fireEvent.change(input, { target: { value: '' } })
  await leave()
  expect(save).not.toHaveBeenCalled()
  expect(screen.getByText(/备注必填/)).toBeTruthy()
  act(clearToasts)
})
