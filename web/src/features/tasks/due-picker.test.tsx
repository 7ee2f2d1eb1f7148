import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import dayjs from 'dayjs'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { TaskDue } from '@/api/tasks'
import { wholeDay } from './due'
import { DuePicker } from './due-picker'

const OWN = wholeDay(dayjs('2026-12-03'))

// The pickers are a part that comes late: on a busy machine later than a test waits.
beforeAll(
  () => Promise.all([import('@/features/fields/date/editor'), import('@/features/fields/date/time-editor')]),
  60_000,
)
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
  cleanup()
  vi.unstubAllGlobals()
})

/** A picker that is open, and something beside it to press. */
async function open() {
  const onChange = vi.fn<(due: TaskDue | undefined) => void>()
  render(
    <>
      <DuePicker value={undefined} onChange={onChange}>
        {trigger => (
          <button type="button" {...trigger}>
            {'何时'}
          </button>
        )}
      </DuePicker>
      <p>{'beside'}</p>
    </>,
  )
  fireEvent.click(screen.getByText('何时'))
  const day = await screen.findByLabelText('日期')
  const type = (text: string) => fireEvent.input(day, { target: { value: text } })
  const pressBeside = () => {
    const beside = screen.getByText('beside')
    fireEvent.pointerDown(beside)
    fireEvent.pointerUp(beside)
    fireEvent.click(beside)
  }
  return { onChange, day, type, pressBeside }
}

test('a day that was typed is taken by the press beside the panel', async () => {
  const { onChange, type, pressBeside } = await open()
  type('2026-12-03')
  pressBeside()
  expect(screen.queryByLabelText('日期')).toBeNull()
  expect(onChange.mock.calls).toEqual([[OWN]])
})

test('a panel in which nothing was typed is closed without a word', async () => {
  const { onChange, pressBeside } = await open()
  pressBeside()
  expect(onChange).not.toHaveBeenCalled()
})

test('a pick from the list is what counts, whatever was typed before it', async () => {
  const { onChange, day, type } = await open()
  type('2026-12-03')
  fireEvent.blur(day)
  fireEvent.click(screen.getByText('明天'))
  expect(onChange).toHaveBeenCalledTimes(1)
  expect(onChange).not.toHaveBeenCalledWith(OWN)
})

test('a day that was given up with Escape is not taken', async () => {
  const { onChange, day, type } = await open()
  type('2026-12-03')
  fireEvent.keyDown(day, { key: 'Escape' })
  fireEvent.keyDown(day, { key: 'Escape' })
  expect(onChange).not.toHaveBeenCalled()
})
