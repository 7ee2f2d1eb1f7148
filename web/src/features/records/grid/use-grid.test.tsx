import { act, renderHook } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Field, RecordRow } from '@/api/types'
import type { Selection } from './selection'
import { useGrid } from './use-grid'
import type { Lines } from './use-lines'
import type { Viewport } from './use-viewport'

const field = { code: 'name', name: { en: 'Name' }, kind: { type: 'text' } } as unknown as Field
const record = (id: string): RecordRow =>
  ({ id, rev: 1, values: { name: id }, display: {} }) as unknown as RecordRow
const listOf = (ids: string): Lines =>
  ({
    rowAt: (line: number) => (ids[line] ? record(ids[line]) : undefined),
    groupAt: () => undefined,
  }) as unknown as Lines
const viewport = {
  scroller: { current: null },
  rows: [0, 1, 2, 3].map(index => ({ index, top: index * 36 })),
  reveal: () => undefined,
} as unknown as Viewport

const save = vi.fn(async (_record: RecordRow, _values: unknown) => undefined)
beforeEach(() => save.mockClear())

/** A grid over a list whose records are letters; `show` puts other ones there, as a colleague's work does. */
function gridOver(ids: string) {
  const { result, rerender } = renderHook(
    (now: string) =>
      useGrid({
        fields: [field],
        total: now.length,
        canEdit: true,
        lines: listOf(now),
        viewport,
        selection: {} as Selection,
        save: save as never,
        onOpen: () => undefined,
        onFill: () => undefined,
      }),
    { initialProps: ids },
  )
  const grid = () => result.current
  const activeRecord = (now: string) => now[grid().state.active?.row ?? -1]
  return { grid, show: rerender, activeRecord }
}

test('what is typed is written to the record it was typed on, whatever stands on its line by then', () => {
  const { grid, show } = gridOver('abc')
  act(() => grid().edit({ row: 1, col: 0 }))
  show('nabc')
  const seen = grid().lines.rowAt(1)
  expect(seen?.id).toBe('b')
  act(() => grid().actions.commit(seen ?? record('?'), field, 'typed', undefined))
  expect(save.mock.calls[0]?.[0].id).toBe('b')
  expect(grid().lines.rowAt(1)?.id).toBe('a')
})

test('Enter leads to the record that was seen below, also when a new one has come above', () => {
  const { grid, show, activeRecord } = gridOver('abc')
  act(() => grid().edit({ row: 1, col: 0 }))
  show('nabc')
  act(() => grid().actions.commit(record('b'), field, 'typed', 'down'))
  expect(activeRecord('nabc')).toBe('c')
})

test('the active cell goes along with its record, and so does the rest of the selection', () => {
  const { grid, show, activeRecord } = gridOver('abc')
  act(() => grid().go({ row: 0, col: 0 }))
  act(() => grid().extend({ row: 1, col: 0 }))
  show('nabc')
  expect(activeRecord('nabc')).toBe('a')
  expect(grid().state.head?.row).toBe(2)
})

test('the active cell goes along out of view as well', () => {
  const { grid, show, activeRecord } = gridOver('abcdefgh')
  act(() => grid().go({ row: 6, col: 0 }))
  show('nabcdefgh')
  expect(activeRecord('nabcdefgh')).toBe('g')
})

test('a record that leaves the list leaves its place to the next', () => {
  const { grid, show, activeRecord } = gridOver('abc')
  act(() => grid().go({ row: 1, col: 0 }))
  show('ac')
  expect(activeRecord('ac')).toBe('c')
  show('nac')
  expect(activeRecord('nac')).toBe('c')
})
