import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render, renderHook, screen } from '@testing-library/react'
import type { ClipboardEvent, ReactNode } from 'react'
import { beforeAll, expect, test, vi } from 'vitest'
import { keys } from '@/api/queries'
import type { Field, Form, RecordRow } from '@/api/types'
import { Toaster } from '@/ui/toast'
import type { Selection } from './selection'
import { useCells } from './use-cells'
import { useGrid } from './use-grid'
import type { Lines } from './use-lines'
import type { Viewport } from './use-viewport'

const fieldOf = (code: string, kind: Record<string, unknown>) =>
  ({ code, name: { 'zh-CN': code }, kind }) as unknown as Field
const fields = [
  fieldOf('name', { type: 'text' }),
  fieldOf('level', { type: 'choice', options: [{ code: 'a', label: { 'zh-CN': '甲' } }] }),
]
const form = { code: 'lead', title: 'name', fields, actions: [], can: {} } as unknown as Form
const record = (id: string): RecordRow =>
  ({ id, rev: 1, values: { name: id, level: 'a' }, display: {} }) as unknown as RecordRow

/** A list of records named by letters, of which only so many lines are loaded. */
const linesOf = (ids: string, loaded: number, load: () => Promise<void>): Lines =>
  ({
    total: ids.length,
    rowAt: (line: number) => (line < loaded && ids[line] ? record(ids[line]) : undefined),
    groupAt: () => undefined,
    numberAt: (line: number) => line + 1,
    load: async (first: number, last: number) => {
      await load()
      return [...ids].flatMap((id, line) =>
        line >= first && line <= last ? [{ line, record: record(id) }] : [],
      )
    },
  }) as unknown as Lines

const save = vi.fn(async () => true)
const viewport = {
  scroller: { current: null },
  rows: [0, 1, 2, 3, 4].map(index => ({ index, top: index * 36 })),
  reveal: vi.fn(),
} as unknown as Viewport

// Its code is there before anybody can want it.
beforeAll(() => import('./cell-acts'))

function cellsOver(ids: string, loaded: number) {
  let arrive = () => {}
  const loading = new Promise<void>(resolve => {
    arrive = resolve
  })
  const client = new QueryClient()
  client.setQueryData(keys.me, { id: 'usr_1' })
  const toggle = vi.fn()
  const selection = { picked: new Map(), has: () => false, toggle } as unknown as Selection
  const { result, rerender } = renderHook(
    ({ now, known }: { now: string; known: number }) => {
      const lines = linesOf(now, known, () => loading)
      const shared = { fields, canEdit: true, selection, save }
      const grid = useGrid({
        ...shared,
        total: now.length,
        lines,
        viewport,
        onOpen: () => undefined,
        onFill: () => undefined,
        onUnread: () => undefined,
        onStretch: () => false,
      })
      const cells = useCells({ ...shared, form, grid, undoStep: () => undefined })
      return { grid, cells }
    },
    {
      initialProps: { now: ids, known: loaded },
      wrapper: ({ children }: { children: ReactNode }) => (
        <QueryClientProvider client={client}>{children}</QueryClientProvider>
      ),
    },
  )
  return {
    at: () => result.current,
    show: (now: string, known = 9) => rerender({ now, known }),
    loaded: () =>
      act(async () => {
        arrive()
        await new Promise(resolve => setTimeout(resolve, 10))
      }),
    toggle,
  }
}

const pasted = (text: string) =>
  ({
    preventDefault: () => undefined,
    clipboardData: { getData: (type: string) => (type === 'text/plain' ? text : '') },
  }) as unknown as ClipboardEvent

test('a paste that was refused leads to its record and tells its row as they are by then', async () => {
  const { at, show, loaded } = cellsOver('abcd', 2)
  act(() => at().grid.go({ row: 1, col: 1 }))
  act(() => at().cells.paste(pasted('甲\n无')))
  show('nabcd')
  await loaded()
  const { state, range } = at().grid
  expect('nabcd'[state.active?.row ?? -1]).toBe('c')
  expect(range).toEqual({ top: 3, bottom: 3, left: 1, right: 1 })
  render(<Toaster />)
  expect(screen.getByText(/第 4 行/)).toBeTruthy()
})

test('a paste that was refused leads nowhere when its record is gone by then', async () => {
  const { at, show, loaded } = cellsOver('abcd', 2)
  act(() => at().grid.go({ row: 1, col: 1 }))
  act(() => at().cells.paste(pasted('甲\n无')))
  show('abd')
  await loaded()
  expect('abd'[at().grid.state.active?.row ?? -1]).toBe('b')
  expect(at().grid.range?.bottom).toBe(1)
})

test('what was pasted is selected as it stands by then, and not where the person went meanwhile', async () => {
  const { at, show, loaded } = cellsOver('abcd', 2)
  act(() => at().grid.go({ row: 1, col: 0 }))
  act(() => at().cells.paste(pasted('b\nc')))
  show('nabcd')
  await loaded()
  expect(at().grid.range).toMatchObject({ top: 2, bottom: 3 })

  const other = cellsOver('abcd', 2)
  act(() => other.at().grid.go({ row: 1, col: 0 }))
  act(() => other.at().cells.paste(pasted('b\nc')))
  act(() => other.at().grid.edit({ row: 0, col: 0 }))
  await other.loaded()
  expect(other.at().grid.state.editing).not.toBeNull()
})

test('nothing is emptied or ticked where another record was loaded in place of the one in hand', async () => {
  const { at, show, loaded, toggle } = cellsOver('abcd', 9)
  act(() => at().grid.go({ row: 1, col: 0 }))
  // Out of view nothing is loaded, and a lead comes in above.
  show('nabcd', 0)
  act(() => at().cells.clear())
  act(() => at().cells.tick())
  await loaded()
  expect(save).not.toHaveBeenCalled()
  expect(toggle).not.toHaveBeenCalled()
  expect(viewport.reveal).toHaveBeenLastCalledWith(1, 0)
})

test('a stretch of rows is loaded to be ticked as far as one act may go, and it is told where it may not', async () => {
  const { at, loaded } = cellsOver('abcd', 2)
  const take = vi.fn()
  render(<Toaster />)
  act(() => expect(at().cells.loadStretch({ top: 0, bottom: 10_000 }, take)).toBe(false))
  expect(screen.getByText(/一次最多勾选 10,?000 行/)).toBeTruthy()
  act(() => expect(at().cells.loadStretch({ top: 0, bottom: 9_999 }, take)).toBe(true))
  await loaded()
  expect(take.mock.calls[0]?.[0]).toHaveLength(4)
})
