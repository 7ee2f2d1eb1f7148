import { fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Field } from '@/api/types'
import { setLanguage } from '@/i18n/setup'
import { setZone, wallNow } from '@/lib/zone'
import { Toaster } from '@/ui/toast'
import { cleanDate } from './clean'
import { DateEditor } from './editor'

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  const Observer = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  vi.stubGlobal('ResizeObserver', Observer)
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
  setZone(null)
})

const field: Field = { id: 'd', code: 'due', name: 'Due', kind: { type: 'date' } }
const drawn = (mode: 'cell' | 'form' = 'form', value: string | null = '2026-11-21') => {
  const onChange = vi.fn()
  const onCommit = vi.fn()
  const shared = { field, form: 'lead', mode, label: 'Due', value, onChange, onCommit }
  const view = render(<DateEditor {...shared} />)
  const input = screen.getByLabelText('Due') as HTMLInputElement
  const type = (text: string) => {
    fireEvent.focus(input)
    fireEvent.input(input, { target: { value: text } })
  }
  return { input, type, onChange, onCommit, unmount: view.unmount }
}

test('an American date is taken in English, and stands there with the name of its month', async () => {
  await setLanguage('en')
  const { input, type, onChange, onCommit } = drawn()
  expect(input.value).toBe('Nov 21, 2026')
  type('12/3/26')
  fireEvent.keyDown(input, { key: 'Enter' })
  expect(onChange).toHaveBeenLastCalledWith('2026-12-03')
  expect(onCommit).toHaveBeenLastCalledWith('2026-12-03')
})

test('leaving the input takes what was typed', async () => {
  await setLanguage('en')
  const { input, type, onCommit } = drawn()
  type('Dec 3, 2027')
  fireEvent.blur(input)
  expect(onCommit).toHaveBeenLastCalledWith('2027-12-03')
})

test('what cannot be read is said, stays for correction, and is never saved', async () => {
  await setLanguage('en')
  const { input, type, onChange, onCommit } = drawn()
  type('soon')
  fireEvent.keyDown(input, { key: 'Enter' })
  expect(screen.getByRole('alert').textContent).toContain('soon')
  fireEvent.blur(input)
  expect(input.value).toBe('soon')
  expect(onCommit).not.toHaveBeenCalled()
  // The draft is what was typed, which no way of saving accepts.
  expect(onChange).toHaveBeenLastCalledWith('soon')
  expect(cleanDate('soon')).toEqual({ problem: 'not_a_date' })
  type('Dec 3, 2026')
  fireEvent.keyDown(input, { key: 'Enter' })
  expect(screen.queryByRole('alert')).toBeNull()
  expect(onCommit).toHaveBeenLastCalledWith('2026-12-03')
})

test('a cell that goes takes what was typed with it', async () => {
  await setLanguage('en')
  const { type, onCommit, unmount } = drawn('cell')
  type('12/3/2026')
  unmount()
  expect(onCommit).toHaveBeenLastCalledWith('2026-12-03')
})

test('an input that goes with its panel takes what was typed with it, or says that it was no date', async () => {
  await setLanguage('en')
  const { type, onChange, unmount } = drawn()
  type('12/3/2026')
  unmount()
  expect(onChange).toHaveBeenLastCalledWith('2026-12-03')
  render(<Toaster />)
  const next = drawn()
  next.type('soon')
  next.unmount()
  expect(next.onChange).not.toHaveBeenCalled()
  expect(screen.getByText(/^“soon” /)).toBeTruthy()
})

test('what was said beside the input already is not said again as it goes', async () => {
  await setLanguage('en')
  render(<Toaster />)
  const { input, type, unmount } = drawn()
  type('soon')
  fireEvent.keyDown(input, { key: 'Enter' })
  unmount()
  expect(screen.queryByText(/soon/)).toBeNull()
})

test('what was given up with Escape is not taken as the input goes', async () => {
  await setLanguage('en')
  const { input, type, onChange, unmount } = drawn()
  type('12/3/2026')
  fireEvent.keyDown(input, { key: 'Escape' })
  unmount()
  expect(onChange).not.toHaveBeenCalled()
})

test('while the mouse is down nothing moves: what was typed is taken before the click is heard', async () => {
  await setLanguage('en')
  const { type, onChange, unmount } = drawn()
  type('12/3/2026')
  fireEvent.pointerDown(document.body)
  unmount()
  expect(onChange).not.toHaveBeenCalled()
  const heard = vi.fn(() => expect(onChange).toHaveBeenLastCalledWith('2026-12-03'))
  document.body.addEventListener('click', heard, { once: true })
  fireEvent.pointerUp(document.body)
  fireEvent.click(document.body)
  expect(heard).toHaveBeenCalled()
  expect(onChange).toHaveBeenCalledTimes(1)
})

test('in Singapore the day is the first figure, and what is read is told before it is taken', async () => {
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['en-SG'])
  await setLanguage('en')
  const { input, type, onCommit } = drawn()
  expect(input.value).toBe('21 Nov 2026')
  type('03/04/2026')
  expect(screen.getByRole('status').textContent).toBe('Reads as 3 Apr 2026 · Fri')
  expect(onCommit).not.toHaveBeenCalled()
  fireEvent.keyDown(input, { key: 'Enter' })
  expect(onCommit).toHaveBeenLastCalledWith('2026-04-03')
})

test('where nothing says which figure is the month, the person does', async () => {
  vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['en'])
  setZone('Asia/Shanghai')
  await setLanguage('en')
  const { input, type, onCommit } = drawn('cell')
  type('03/04/2026')
  fireEvent.keyDown(input, { key: 'Enter' })
  expect(onCommit).not.toHaveBeenCalled()
  expect(screen.getByRole('alert').textContent).toBe('Which day?4 Mar 20263 Apr 2026')
  fireEvent.click(screen.getByRole('button', { name: '3 Apr 2026' }))
  expect(onCommit).toHaveBeenLastCalledWith('2026-04-03')
})

test('in Chinese the forms stay', () => {
  const { input, type, onCommit } = drawn()
  expect(input.value).toBe('2026-11-21')
  const now = wallNow()
  type(now.format('M月D日'))
  fireEvent.keyDown(input, { key: 'Enter' })
  expect(onCommit).toHaveBeenLastCalledWith(now.format('YYYY-MM-DD'))
})
