import { describe, expect, test } from 'vitest'
import type { View } from '@/api/types'
import { moveTab, neighbour, orderTabs, startsMine } from './tab-order'

const view = (code: string, position: number, shared = true, edit = true): View => ({
  id: code,
  code,
  name: code,
  shared,
  position,
  columns: [],
  can: { edit },
})
const tabs = [view('a', 1), view('b', 2), view('c', 3), view('x', 1, false), view('y', 2, false)]
const moved = (from: string, to: string, of = tabs) =>
  moveTab(of, from, to)?.map(({ view, position }) => `${view.code}${position}`)

describe('tabs of views', () => {
  test("stand in their order, one's own after everybody's", () => {
    const ordered = orderTabs(tabs.toReversed())
    expect(ordered.map(tab => tab.code)).toEqual(['a', 'b', 'c', 'x', 'y'])
    expect(ordered.findIndex((_, index) => startsMine(ordered, index))).toBe(3)
  })
  test('are moved to the place of another, and only what changes its place is saved', () => {
    expect(moved('a', 'b')).toEqual(['b1', 'a2'])
    expect(moved('c', 'a')).toEqual(['c1', 'a2', 'b3'])
    expect(moved('y', 'x')).toEqual(['y1', 'x2'])
  })
  test('stay among their own kind', () => {
    expect(moved('a', 'x')).toBeUndefined()
    expect(moved('a', 'a')).toBeUndefined()
    expect(neighbour(tabs, 'c', 1)).toBeUndefined()
    expect(neighbour(tabs, 'b', -1)?.code).toBe('a')
  })
  test('are not moved past one that this person may not change', () => {
    const fixed = [view('a', 1), view('b', 2, true, false)]
    expect(moved('a', 'b', fixed)).toBeUndefined()
  })
})
