import type { KeyboardEvent } from 'react'
import { expect, test, vi } from 'vitest'
import type { ShownState } from './grid-state'
import { inHand } from './places'
import { gridKeyDown } from './use-grid-keys'

const extent = { rows: 10, cols: 3, page: 5 }

function pressed(key: string, last: ShownState['last']) {
  const calls: unknown[] = []
  const on = new Proxy({}, { get: (_, name) => (spot: unknown) => calls.push([name, spot]) })
  const event = { key, target: document.body, preventDefault: vi.fn() } as unknown as KeyboardEvent
  const state: ShownState = { ...inHand({ row: 0, col: 0 }), active: null, last }
  gridKeyDown(event, state, extent, on as never)
  return calls
}

test('a move goes on from where the record in hand stood before it left', () => {
  const last = { row: 4, col: 1 }
  expect(pressed('ArrowDown', last)).toEqual([['go', { row: 4, col: 1 }]])
  expect(pressed('ArrowUp', last)).toEqual([['go', { row: 3, col: 1 }]])
  expect(pressed('ArrowDown', { row: 12, col: 1 })).toEqual([['go', { row: 9, col: 1 }]])
  expect(pressed('ArrowDown', null)).toEqual([['go', { row: 0, col: 0 }]])
})

test('nothing else is done while no cell is active', () => {
  for (const key of ['Delete', 'a', 'Enter', ' ']) expect(pressed(key, { row: 4, col: 1 })).toEqual([])
})
