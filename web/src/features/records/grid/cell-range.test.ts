import { describe, expect, test } from 'vitest'
import { cellsOf, edgesOn, fillTarget, join, rangeOf, readEdges } from './cell-range'

const range = rangeOf({ row: 4, col: 3 }, { row: 2, col: 1 })

describe('a rectangle of cells', () => {
  test('is the same from whichever corner it was drawn', () => {
    expect(range).toEqual({ top: 2, left: 1, bottom: 4, right: 3 })
    expect(rangeOf({ row: 2, col: 3 }, { row: 4, col: 1 })).toEqual(range)
    expect(cellsOf(range)).toBe(9)
  })
  test('tells a row which of its cells are in it and where its border runs', () => {
    expect(edgesOn(range, 1)).toBe('')
    expect(readEdges(edgesOn(range, 2))).toEqual({ left: 1, right: 3, top: true, bottom: false })
    expect(readEdges(edgesOn(range, 4))).toEqual({ left: 1, right: 3, top: false, bottom: true })
    expect(readEdges('')).toBeUndefined()
  })
  test('is filled along one direction only, the one the pointer went furthest', () => {
    expect(fillTarget(range, { row: 3, col: 2 })).toBeUndefined()
    expect(fillTarget(range, { row: 9, col: 4 })).toEqual({ top: 5, left: 1, bottom: 9, right: 3 })
    expect(fillTarget(range, { row: 0, col: 2 })).toEqual({ top: 0, left: 1, bottom: 1, right: 3 })
    expect(fillTarget(range, { row: 3, col: 6 })).toEqual({ top: 2, left: 4, bottom: 4, right: 6 })
    expect(join(range, { top: 5, left: 1, bottom: 9, right: 3 })).toEqual({ ...range, bottom: 9 })
  })
})
