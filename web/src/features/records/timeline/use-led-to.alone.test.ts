import { act, renderHook, waitFor } from '@testing-library/react'
import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import type { ActivityPage } from '@/api/records'
import type { Activity } from '@/api/types'
import { MOST_PAGES, seekActivity } from './seek'
import { useLedTo } from './use-led-to'

vi.mock('@tanstack/react-router', () => ({ useLocation: () => 'act_old' }))

/** A timeline whose first page is shown; what is sought on the others is shown once it is found. */
function timeline(pages: string[][], fails: (asked: number) => boolean = () => false) {
  const read = vi.fn(async (after: string): Promise<ActivityPage> => {
    if (fails(read.mock.calls.length)) throw new Error('no line')
    const at = Number(after)
    const items = (pages[at] ?? []).map(id => ({ id }) as Activity)
    return { items, next: at + 1 < pages.length ? String(at + 1) : null }
  })
  const view = renderHook(() => {
    const [shown, setShown] = useState(pages[0] ?? [])
    const led = useLedTo({
      loaded: true,
      has: id => shown.includes(id),
      seek: async id => {
        const found = await seekActivity(id, pages.length > 1 ? '1' : null, read)
        if (found.is === 'found')
          setShown([...shown, ...found.pages.flatMap(page => page.items.map(one => one.id))])
        return found.is
      },
    })
    return { ...led, shown }
  })
  return { ...view, read }
}

test('a link to an old follow-up reads on until it is there, and no further', async () => {
  const { result, read } = timeline([['act_3'], ['act_2'], ['act_old'], ['act_0']])
  await waitFor(() => expect(result.current.led).toBe('act_old'))
  expect([result.current.shown, read.mock.calls.length]).toEqual([['act_3', 'act_2', 'act_old'], 2])
  expect(result.current.sought).toBeUndefined()
})

test('one that is not there any more is told, and nothing is drawn for it', async () => {
  const { result } = timeline([['act_3'], ['act_2']])
  expect(result.current.sought?.is).not.toBe('missing')
  await waitFor(() => expect(result.current.sought?.is).toBe('missing'))
  expect(result.current.shown).toEqual(['act_3'])
  expect(result.current.led).toBeUndefined()
})

test('of a history without end only so much is read, and that is told', async () => {
  const { result, read } = timeline(Array.from({ length: 500 }, (_, page) => [`act_${page}`]))
  await waitFor(() => expect(result.current.sought?.is).toBe('beyond'))
  expect(read).toHaveBeenCalledTimes(MOST_PAGES)
})

test('a line that breaks is told, and asked again only by the person', async () => {
  const { result, read } = timeline([['act_3'], ['act_old']], asked => asked === 1)
  await waitFor(() => expect(result.current.sought?.is).toBe('failed'))
  await act(async () => new Promise(resolve => setTimeout(resolve, 30)))
  expect(read).toHaveBeenCalledTimes(1)
  act(() => result.current.again())
  await waitFor(() => expect(result.current.led).toBe('act_old'))
})
