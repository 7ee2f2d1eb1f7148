import { act, renderHook, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { useLedTo } from './use-led-to'

vi.mock('@tanstack/react-router', () => ({ useLocation: () => 'act_old' }))

/** A timeline of so many pages; the last one ends with what the address names, where it has it. */
function timeline(pages: string[][], read: () => Promise<void> = async () => undefined) {
  const asked = vi.fn(read)
  const view = renderHook(() => {
    const [shown, setShown] = useState(1)
    const more = async () => {
      await asked()
      setShown(shown + 1)
    }
    return {
      shown,
      ...useLedTo({
        loaded: true,
        has: id => pages.slice(0, shown).flat().includes(id),
        more: shown < pages.length ? more : undefined,
      }),
    }
  })
  return { ...view, asked }
}

test('a link to an old follow-up reads on until it is there, and no further', async () => {
  const { result, asked } = timeline([['act_3'], ['act_2'], ['act_old'], ['act_0']])
  await waitFor(() => expect(result.current.led).toBe('act_old'))
  expect([result.current.shown, asked.mock.calls.length, result.current.missing]).toEqual([3, 2, false])
})

test('one that is in none of them is told, when all are read', async () => {
  const { result } = timeline([['act_3'], ['act_2']])
  expect(result.current.missing).toBe(false)
  await waitFor(() => expect(result.current.missing).toBe(true))
  expect(result.current.led).toBeUndefined()
})

test('where the line breaks nobody asks for ever', async () => {
  const { result, asked } = timeline([['act_3'], ['act_old']], () => Promise.reject(new Error('no line')))
  await act(async () => new Promise(resolve => setTimeout(resolve, 30)))
  expect(asked).toHaveBeenCalledTimes(1)
  expect(result.current.missing).toBe(false)
})
