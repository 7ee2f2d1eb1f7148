import { renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { RecordRow } from '@/api/types'
import type { Place } from './grid-state'
import { useWalk } from './use-walk'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const onOpen = vi.fn()
const select = vi.fn()

function walkOver(start: { ids: string; peek: string; active: Place }) {
  onOpen.mockClear()
  return renderHook(
    ({ ids, peek, active }: typeof start) =>
      useWalk({
        peek,
        active,
        rowAt: row => (ids[row] ? ({ id: ids[row] } as RecordRow) : undefined),
        select,
        onOpen,
      }),
    { initialProps: start },
  )
}

const at = { row: 1, col: 0, id: 'b' }

test('a record that leaves the list stays open beside it', () => {
  const { rerender } = walkOver({ ids: 'abc', peek: 'b', active: at })
  rerender({ ids: 'ac', peek: 'b', active: at })
  vi.advanceTimersByTime(500)
  expect(onOpen).not.toHaveBeenCalled()
})

test('resting on another row opens it', () => {
  const { rerender } = walkOver({ ids: 'abc', peek: 'b', active: at })
  rerender({ ids: 'abc', peek: 'b', active: { row: 2, col: 0, id: 'c' } })
  vi.advanceTimersByTime(500)
  expect(onOpen.mock.calls[0]?.[0].id).toBe('c')
})

test('its own way to the next record takes the list along', () => {
  const { rerender } = walkOver({ ids: 'abc', peek: 'b', active: at })
  rerender({ ids: 'abc', peek: 'c', active: at })
  expect(select).toHaveBeenCalledWith(2, 0)
})

test('a record that left the list stays open beside it, also when others come in above', () => {
  const { rerender } = walkOver({ ids: 'abc', peek: 'b', active: at })
  rerender({ ids: 'ac', peek: 'b', active: at })
  rerender({ ids: 'nac', peek: 'b', active: { row: 2, col: 0 } })
  vi.advanceTimersByTime(500)
  expect(onOpen).not.toHaveBeenCalled()
})
