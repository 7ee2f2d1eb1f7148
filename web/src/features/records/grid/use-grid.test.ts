import { act, renderHook } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import { Problem } from '@/api/http'
import type { Field, RecordRow } from '@/api/types'
import type { Save } from '../edit/use-save'
import type { Selection } from './selection'
import { useGrid } from './use-grid'
import type { Lines } from './use-lines'
import type { Viewport } from './use-viewport'

const textField = (code: string) => ({ code, name: { en: code }, kind: { type: 'text' } }) as unknown as Field
const field = textField('name')
const fields = [field, textField('phone')]
const record = (id: string): RecordRow =>
  ({ id, rev: 1, values: { name: id }, display: {} }) as unknown as RecordRow
const listOf = (ids: string): Lines =>
  ({
    rowAt: (line: number) => (ids[line] ? record(ids[line]) : undefined),
    groupAt: () => undefined,
    load: async (first: number, last: number) =>
      [...ids].flatMap((id, line) => (line >= first && line <= last ? [{ line, record: record(id) }] : [])),
  }) as unknown as Lines

const save = vi.fn(async (..._told: Parameters<Save>) => true)
const selection = { toggle: vi.fn() }
const onFill = vi.fn()
const onUnread = vi.fn()
let tooMany = false
let viewport: Viewport
beforeEach(() => {
  vi.clearAllMocks()
  const element = document.createElement('div')
  element.tabIndex = 0
  element.setAttribute('role', 'grid')
  document.body.append(element)
  viewport = {
    scroller: { current: element },
    rows: [0, 1, 2, 3, 4].map(index => ({ index, top: index * 36 })),
    reveal: () => undefined,
  } as unknown as Viewport
})

/** A grid over a list whose records are letters; `show` puts other ones there, as a colleague's work does. */
function gridOver(ids: string) {
  const { result, rerender } = renderHook(
    ({ now, columns }: { now: string; columns: Field[] }) =>
      useGrid({
        fields: columns,
        total: now.length,
        canEdit: true,
        lines: listOf(now),
        viewport,
        selection: selection as unknown as Selection,
        save,
        onOpen: () => undefined,
        onFill,
        onUnread,
        onStretch: (stretch, take) => {
          if (tooMany) return false
          void listOf(now).load(stretch.top, stretch.bottom).then(take)
          return true
        },
      }),
    { initialProps: { now: ids, columns: fields } },
  )
  const grid = () => result.current
  const show = (now: string, columns = fields) => rerender({ now, columns })
  const activeRecord = (now: string) => now[grid().state.active?.row ?? -1]
  return { grid, show, activeRecord }
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

test('the cell stays on its record when an edit is given up while lines were held', () => {
  const { grid, show, activeRecord } = gridOver('abc')
  act(() => grid().edit({ row: 1, col: 0 }))
  show('nabc')
  act(() => grid().actions.stop(record('b'), field))
  expect(activeRecord('nabc')).toBe('b')
})

test('the cell stays on its record when its edit is left while lines were held', () => {
  const { grid, show, activeRecord } = gridOver('abc')
  act(() => grid().edit({ row: 1, col: 0 }))
  show('nabc')
  act(() => grid().actions.commit(record('b'), field, 'typed', undefined))
  expect(activeRecord('nabc')).toBe('b')
})

test('a value that was refused comes back to its record and its field, and stays with them', async () => {
  const { grid, show, activeRecord } = gridOver('abc')
  act(() => grid().edit({ row: 1, col: 0 }))
  act(() => grid().actions.commit(record('b'), field, 'typed', undefined))
  act(() => grid().go({ row: 2, col: 1 }))
  show('nabc')
  const refusal = new Problem(422, { code: 'invalid', errors: [{ field: 'values.name', code: 'too_long' }] })
  act(() => void save.mock.calls[0]?.[3]?.refused?.(refusal))
  expect(grid().state.editing?.refused?.text).toBe('typed')
  expect([activeRecord('nabc'), grid().state.active?.col]).toEqual(['b', 0])
  show('nnabc')
  act(() => grid().actions.stop(record('b'), field))
  expect(activeRecord('nnabc')).toBe('b')
})

test('a click during an edit takes the record that was clicked, wherever it stands by then', () => {
  const { grid, show, activeRecord } = gridOver('abcd')
  act(() => grid().edit({ row: 1, col: 0 }))
  show('nabcd')
  expect(grid().lines.rowAt(2)?.id).toBe('c')
  act(() => grid().actions.select(2, 0))
  expect(activeRecord('nabcd')).toBe('c')
})

/** The pointer comes over a line. */
function dragTo(row: number) {
  const line = document.createElement('div')
  line.dataset.line = String(row)
  const cell = line.appendChild(document.createElement('div'))
  cell.dataset.col = '0'
  document.elementsFromPoint = () => [cell]
  act(() => void document.dispatchEvent(new MouseEvent('mousemove', { clientX: 1, clientY: 1 })))
}

test('a fill writes what was seen under the pointer, also when a record came in during the drag', () => {
  const { grid, show, activeRecord } = gridOver('abcde')
  let filled: (string | undefined)[] = []
  onFill.mockImplementation((source, target) => {
    filled = [source.top, target.top, target.bottom].map(line => grid().lines.rowAt(line)?.id)
  })
  act(() => grid().go({ row: 1, col: 0 }))
  act(() => grid().actions.startFill())
  dragTo(2)
  show('nabcde')
  dragTo(3)
  act(() => void document.dispatchEvent(new MouseEvent('mouseup')))
  expect(filled).toEqual(['b', 'c', 'd'])
  expect(grid().lines.rowAt(0)?.id).toBe('n')
  expect(activeRecord('nabcde')).toBe('b')
  expect(grid().state.head?.row).toBe(4)
})

test('a selection that another record slid into, or a record left, holds its first cell only', () => {
  const { grid, show, activeRecord } = gridOver('abcde')
  const select = () => {
    act(() => grid().go({ row: 1, col: 0 }))
    act(() => grid().extend({ row: 3, col: 0 }))
    expect(grid().state.head?.row).toBe(3)
  }
  for (const changed of ['abdex', 'abxcde', 'abxde', 'abce']) {
    show('abcde')
    select()
    show(changed)
    expect([changed, activeRecord(changed), grid().range?.bottom]).toEqual([changed, 'b', 1])
  }
})

test('a selection goes along as it is when records come in above it', () => {
  const { grid, show } = gridOver('abcde')
  act(() => grid().go({ row: 1, col: 0 }))
  act(() => grid().extend({ row: 3, col: 0 }))
  show('nabcde')
  expect([grid().range?.top, grid().range?.bottom]).toEqual([2, 4])
})

test('when its record leaves no cell is active, and the next move goes on from there', () => {
  const { grid, show, activeRecord } = gridOver('abc')
  act(() => grid().go({ row: 1, col: 0 }))
  show('ac')
  expect(grid().state.active).toBeNull()
  expect(grid().range).toBeNull()
  expect(grid().state.last).toMatchObject({ row: 1, col: 0 })
  show('abc')
  expect(activeRecord('abc')).toBe('b')
})

test('a column that moves takes the active cell along, one that goes leaves none', () => {
  const { grid, show } = gridOver('abc')
  act(() => grid().go({ row: 1, col: 1 }))
  show('abc', [textField('new'), ...fields])
  expect(grid().state.active?.col).toBe(2)
  show('abc', [field])
  expect(grid().state.active).toBeNull()
})

test('what was loaded in place of the record in hand is told from it', () => {
  const { grid } = gridOver('abc')
  act(() => grid().go({ row: 1, col: 0 }))
  expect(grid().isInHand([{ line: 1, record: record('b') }])).toBe(true)
  expect(grid().isInHand([{ line: 1, record: record('a') }])).toBe(false)
})

test('ticking on with Shift goes from the record ticked first, wherever it stands by then', async () => {
  const { grid, show } = gridOver('abcde')
  act(() => grid().actions.toggle(record('b'), 1, false))
  show('nabcde')
  await act(async () => grid().actions.toggle(record('d'), 4, true))
  expect(selection.toggle.mock.lastCall?.[0].map((one: RecordRow) => one.id)).toEqual(['b', 'c', 'd'])
})

test('a stretch that is too long is not ticked, and what was ticked first stays where ticking goes on from', async () => {
  const { grid } = gridOver('abcde')
  act(() => grid().actions.toggle(record('b'), 1, false))
  tooMany = true
  await act(async () => grid().actions.toggle(record('e'), 4, true))
  tooMany = false
  expect(selection.toggle).toHaveBeenCalledOnce()
  await act(async () => grid().actions.toggle(record('c'), 2, true))
  expect(selection.toggle.mock.lastCall?.[0].map((one: RecordRow) => one.id)).toEqual(['b', 'c'])
})

test('ticking on from a record that left ticks only the other', async () => {
  const { grid, show } = gridOver('abcde')
  act(() => grid().actions.toggle(record('b'), 1, false))
  show('acde')
  await act(async () => grid().actions.toggle(record('d'), 2, true))
  expect(selection.toggle.mock.lastCall?.[0].map((one: RecordRow) => one.id)).toEqual(['d'])
})

test('a cell that moves along leaves the keyboard where somebody writes', () => {
  const { grid, show } = gridOver('abc')
  act(() => grid().go({ row: 1, col: 0 }))
  const elsewhere = document.body.appendChild(document.createElement('input'))
  elsewhere.focus()
  show('nabc')
  expect(document.activeElement).toBe(elsewhere)
  act(() => grid().actions.select(0, 0))
  expect(document.activeElement).toBe(viewport.scroller.current)
})
