import type { Spot } from './grid-state'

/** A rectangle of cells, all edges included. */
export interface CellRange {
  top: number
  left: number
  bottom: number
  right: number
}

export const rangeOf = (a: Spot, b: Spot = a): CellRange => ({
  top: Math.min(a.row, b.row),
  left: Math.min(a.col, b.col),
  bottom: Math.max(a.row, b.row),
  right: Math.max(a.col, b.col),
})

const MOST_LINES = 10_000

export const heightOf = (range: CellRange): number => range.bottom - range.top + 1
export const widthOf = (range: CellRange): number => range.right - range.left + 1
/** The lines of a range, as many of them as anybody looks at. */
export const linesOf = (range: CellRange): number[] =>
  Array.from({ length: Math.min(MOST_LINES, heightOf(range)) }, (_, at) => range.top + at)
export const cellsOf = (range: CellRange): number => heightOf(range) * widthOf(range)
export const isSingle = (range: CellRange): boolean =>
  range.top === range.bottom && range.left === range.right

/** What one row shows of a range: which columns are in it, and whether it is the first or last row. */
export interface RowEdges {
  left: number
  right: number
  top: boolean
  bottom: boolean
}

/** The part of a range that falls on a row as a short text, so that rows which do not change are not drawn again. */
export function edgesOn(range: CellRange | null | undefined, row: number): string {
  if (!range || row < range.top || row > range.bottom) return ''
  return `${range.left}:${range.right}:${row === range.top ? 1 : 0}:${row === range.bottom ? 1 : 0}`
}

export function readEdges(text: string): RowEdges | undefined {
  if (!text) return undefined
  const [left = 0, right = 0, top = 0, bottom = 0] = text.split(':').map(Number)
  return { left, right, top: top === 1, bottom: bottom === 1 }
}

/**
 * Where a fill dragged from `source` to `to` ends: it grows along one axis only, whichever the pointer left by more.
 * The range of new cells, or undefined while the pointer is still inside.
 */
export function fillTarget(source: CellRange, to: Spot): CellRange | undefined {
  const down = to.row - source.bottom
  const up = source.top - to.row
  const right = to.col - source.right
  const left = source.left - to.col
  const most = Math.max(down, up, right, left)
  if (most <= 0) return undefined
  if (most === down) return { ...source, top: source.bottom + 1, bottom: to.row }
  if (most === up) return { ...source, top: to.row, bottom: source.top - 1 }
  if (most === right) return { ...source, left: source.right + 1, right: to.col }
  return { ...source, left: to.col, right: source.left - 1 }
}

/** Both ranges together, which is what stays selected after a fill. */
export const join = (a: CellRange, b: CellRange): CellRange => ({
  top: Math.min(a.top, b.top),
  left: Math.min(a.left, b.left),
  bottom: Math.max(a.bottom, b.bottom),
  right: Math.max(a.right, b.right),
})
