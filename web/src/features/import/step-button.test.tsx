import { act, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { StepButton } from './step-button'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const wait = (ms: number) => act(() => vi.advanceTimersByTime(ms))
const press = (detail: number) => fireEvent.click(screen.getByRole('button'), { detail })

/** A step that has stood for a while, and the button of the one that follows on it. */
function twoSteps() {
  const onNext = vi.fn()
  const onRun = vi.fn()
  const fields = <StepButton step="fields" onClick={onNext} />
  const check = <StepButton step="check" onClick={onRun} />
  const { rerender } = render(fields)
  wait(600)
  onNext.mockImplementation(() => rerender(check))
  return { onNext, onRun }
}

test('the second half of a double click does nothing on the button that took the place', () => {
  const { onNext, onRun } = twoSteps()
  press(1)
  press(2)
  expect(onNext).toHaveBeenCalledTimes(1)
  wait(599)
  press(1)
  expect(onRun).not.toHaveBeenCalled()
  wait(1)
  press(2)
  expect(onRun).not.toHaveBeenCalled()
  press(1)
  expect(onRun).toHaveBeenCalledTimes(1)
})

test('Enter pressed twice or held down goes one step', () => {
  const { onNext, onRun } = twoSteps()
  press(0)
  press(0)
  expect(onNext).toHaveBeenCalledTimes(1)
  expect(onRun).not.toHaveBeenCalled()
  wait(600)
  const held = fireEvent.keyDown(screen.getByRole('button'), { key: 'Enter', repeat: true })
  expect(held, 'what the browser would press').toBe(false)
  press(0)
  expect(onRun).toHaveBeenCalledTimes(1)
})
