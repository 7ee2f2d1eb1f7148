import { describe, expect, it } from 'vitest'
import type { HistoryItem } from '@/api/types'
import { waysBack } from './ways-back'

const item = (seq: number, batch: string, undid?: string, can_undo = true) =>
  ({ seq, batch, can_undo, ...(undid ? { undoes: { batch: undid } } : {}) }) as unknown as HistoryItem

/** The batch that takes each entry back, newest first; `-` undone, empty without a right. */
const ways = (...items: HistoryItem[]) =>
  [...waysBack(items).values()].map(way => (way === 'undone' ? '-' : (way?.batch ?? ''))).join(' ')

describe('the way back from an entry', () => {
  it('is its own batch while it stands', () => {
    expect(ways(item(2, 'b'), item(1, 'a'))).toBe('b a')
  })
  it('ends where it was undone, and the undo can be taken back', () => {
    expect(ways(item(2, 'b', 'a'), item(1, 'a'))).toBe('b -')
  })
  it('leads through what brought it back', () => {
    expect(ways(item(3, 'c', 'b'), item(2, 'b', 'a'), item(1, 'a'))).toBe('c - c')
    expect(ways(item(4, 'd', 'c'), item(3, 'c', 'b'), item(2, 'b', 'a'), item(1, 'a'))).toBe('d - d -')
  })
  it('takes a batch of several entries as one', () => {
    expect(ways(item(4, 'b', 'a'), item(3, 'b', 'a'), item(2, 'a'), item(1, 'a'))).toBe('b b - -')
  })
  it('is nobody else’s', () => {
    expect(ways(item(2, 'b', undefined, false), item(1, 'a'))).toBe(' a')
    expect(ways(item(2, 'b', 'a', false), item(1, 'a'))).toBe(' -')
  })
})
