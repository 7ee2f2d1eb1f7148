import { describe, expect, test } from 'vitest'
import { commandOf, move } from './grid-state'

const extent = { rows: 10, cols: 3, page: 5 }
const key = (name: string, more: Partial<{ shiftKey: boolean; altKey: boolean }> = {}) => ({
  key: name,
  shiftKey: false,
  altKey: false,
  ...more,
})

describe('moving in the grid', () => {
  test('stops at the edges', () => {
    expect(move({ row: 0, col: 0 }, 'up', extent)).toEqual({ row: 0, col: 0 })
    expect(move({ row: 9, col: 2 }, 'pageDown', extent)).toEqual({ row: 9, col: 2 })
  })
  test('runs on into the next row with Tab, and stays on the last cell', () => {
    expect(move({ row: 1, col: 2 }, 'next', extent)).toEqual({ row: 2, col: 0 })
    expect(move({ row: 1, col: 0 }, 'previous', extent)).toEqual({ row: 0, col: 2 })
    expect(move({ row: 9, col: 2 }, 'next', extent)).toEqual({ row: 9, col: 2 })
  })
})

describe('a key of the grid', () => {
  test('edits by Enter, by F2 and by typing', () => {
    expect(commandOf(key('Enter'), false)).toEqual({ do: 'edit' })
    expect(commandOf(key('F2'), false)).toEqual({ do: 'edit' })
    expect(commandOf(key('a'), false)).toEqual({ do: 'edit', seed: 'a' })
  })
  test('selects by Space and opens by Ctrl+Enter', () => {
    expect(commandOf(key(' '), false)).toEqual({ do: 'select' })
    expect(commandOf(key('Enter'), true)).toEqual({ do: 'open' })
  })
  test('grows the selection with Shift, and to the edge with Ctrl and Shift', () => {
    expect(commandOf(key('ArrowDown', { shiftKey: true }), false)).toEqual({ do: 'extend', step: 'down' })
    expect(commandOf(key('ArrowDown', { shiftKey: true }), true)).toEqual({ do: 'extend', step: 'bottom' })
    expect(commandOf(key('Tab', { shiftKey: true }), false)).toEqual({ do: 'move', step: 'previous' })
  })
  test('takes back, does again and fills down', () => {
    expect(commandOf(key('z'), true)).toEqual({ do: 'undo' })
    expect(commandOf(key('Z', { shiftKey: true }), true)).toEqual({ do: 'redo' })
    expect(commandOf(key('y'), true)).toEqual({ do: 'redo' })
    expect(commandOf(key('d'), true)).toEqual({ do: 'fillDown' })
  })
  test('leaves the shortcuts of the browser alone', () => {
    expect(commandOf(key('r'), true)).toBeUndefined()
    expect(commandOf(key('ArrowLeft', { altKey: true }), false)).toBeUndefined()
    expect(commandOf(key('F5'), false)).toBeUndefined()
  })
})
