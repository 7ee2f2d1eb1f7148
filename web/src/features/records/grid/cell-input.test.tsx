import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import type { Field, RecordRow } from '@/api/types'
import { CellInput } from './cell-input'

afterEach(cleanup)

const field = { code: 'mobile', name: { en: 'Mobile' }, kind: { type: 'phone' } } as unknown as Field
const record = { id: 'r1', rev: 1, values: { mobile: null }, display: {} } as unknown as RecordRow

function setUp() {
  const on = { onStart: vi.fn(), onCommit: vi.fn(), onUnread: vi.fn(), onCancel: vi.fn() }
  const refused = { text: '123', problem: 'Not a phone number' }
  render(<CellInput field={field} record={record} editing refused={refused} {...on} />)
  return { ...on, input: screen.getByRole<HTMLInputElement>('textbox') }
}

test('what was refused stands in the open cell with the reason, and goes on from there', () => {
  const { input, onCommit } = setUp()
  expect(input.value).toBe('123')
  expect(screen.getByRole('alert').textContent).toBe('Not a phone number')
  fireEvent.keyDown(input, { key: 'Enter' })
  expect(onCommit).not.toHaveBeenCalled()
  fireEvent.change(input, { target: { value: '13800138000' } })
  expect(screen.queryByRole('alert')).toBeNull()
  fireEvent.keyDown(input, { key: 'Enter' })
  expect(onCommit).toHaveBeenCalledWith('13800138000', 'down')
})

test('whoever leaves a refused text gives it up', () => {
  const { input, onCommit, onCancel } = setUp()
  fireEvent.blur(input)
  expect(onCommit).not.toHaveBeenCalled()
  expect(onCancel).toHaveBeenCalled()
})

test('a text that is no value is told when the cell is left, and only then', () => {
  const on = { onStart: vi.fn(), onCommit: vi.fn(), onUnread: vi.fn(), onCancel: vi.fn() }
  const number = { ...field, kind: { type: 'number' } } as unknown as Field
  const { rerender } = render(<CellInput field={number} record={record} editing={false} {...on} />)
  const input = screen.getByRole('textbox')
  fireEvent.change(input, { target: { value: '12,50' } })
  rerender(<CellInput field={number} record={record} editing {...on} />)
  expect(on.onUnread).not.toHaveBeenCalled()
  fireEvent.blur(input)
  expect(on.onUnread.mock.calls).toEqual([['12,50', 'not_a_number', undefined]])
  expect(on.onCancel).toHaveBeenCalledOnce()
  expect(on.onCommit).not.toHaveBeenCalled()
})

test('an old value that would not be read today is left as it is', () => {
  const on = { onStart: vi.fn(), onCommit: vi.fn(), onUnread: vi.fn(), onCancel: vi.fn() }
  const number = { ...field, kind: { type: 'number', decimals: 0 } } as unknown as Field
  const old = { ...record, values: { mobile: '1.5' } } as unknown as RecordRow
  render(<CellInput field={number} record={old} editing {...on} />)
  fireEvent.blur(screen.getByRole('textbox'))
  expect(on.onUnread).not.toHaveBeenCalled()
  expect(on.onCancel).toHaveBeenCalledOnce()
})

test('what was typed in a cell that goes out of sight is written to its record', () => {
  const on = { onStart: vi.fn(), onCommit: vi.fn(), onUnread: vi.fn(), onCancel: vi.fn() }
  const { rerender, unmount } = render(<CellInput field={field} record={record} editing={false} {...on} />)
  fireEvent.change(screen.getByRole('textbox'), { target: { value: '13800138000' } })
  rerender(<CellInput field={field} record={record} editing {...on} />)
  unmount()
  expect(on.onCommit).toHaveBeenCalledWith('13800138000', undefined)
})

test('an edit that begins takes the keyboard', () => {
  const on = { onStart: vi.fn(), onCommit: vi.fn(), onUnread: vi.fn(), onCancel: vi.fn() }
  const { rerender } = render(<CellInput field={field} record={record} editing={false} {...on} />)
  const input = screen.getByRole('textbox')
  input.blur()
  rerender(<CellInput field={field} record={record} editing {...on} />)
  expect(document.activeElement).toBe(input)
})

test('letters of a composition that was not ended are not written when the cell goes out of sight', () => {
  const on = { onStart: vi.fn(), onCommit: vi.fn(), onUnread: vi.fn(), onCancel: vi.fn() }
  const first = render(<CellInput field={field} record={record} editing={false} {...on} />)
  fireEvent.compositionStart(screen.getByRole('textbox'))
  fireEvent.change(screen.getByRole('textbox'), { target: { value: 'zh' } })
  first.rerender(<CellInput field={field} record={record} editing {...on} />)
  first.unmount()
  expect(on.onCommit).not.toHaveBeenCalled()
  expect(on.onCancel).toHaveBeenCalledOnce()

  const second = render(<CellInput field={field} record={record} editing {...on} />)
  fireEvent.change(screen.getByRole('textbox'), { target: { value: '13800138000' } })
  fireEvent.compositionStart(screen.getByRole('textbox'))
  fireEvent.change(screen.getByRole('textbox'), { target: { value: '13800138000zh' } })
  second.unmount()
  expect(on.onCommit).toHaveBeenCalledWith('13800138000', undefined)
})

test('a cell that comes to stand elsewhere leaves the keyboard where somebody writes', () => {
  const elsewhere = document.body.appendChild(document.createElement('input'))
  elsewhere.focus()
  const on = { onStart: vi.fn(), onCommit: vi.fn(), onUnread: vi.fn(), onCancel: vi.fn() }
  render(<CellInput field={field} record={record} editing={false} {...on} />)
  expect(document.activeElement).toBe(elsewhere)
})
