export const HEADER_HEIGHT = 36
export const TOTALS_HEIGHT = 32
/** The column of row numbers. */
export const GUTTER = 44
export const LEAST_WIDTH = 64
export const MOST_WIDTH = 720

/** Chromium cuts elements at 33,554,428 px and Firefox earlier; above this the canvas stands for the rows proportionally. */
export const MOST_CANVAS = 15_000_000

export interface Geometry {
  /** Height of the scrolled element. */
  canvas: number
  /** Height the rows would have. */
  virtual: number
  /** From the position of the scroll bar to the place among the rows. */
  toVirtual: (scrollTop: number) => number
  /** And back. */
  toPhysical: (offset: number) => number
}

export function geometry(
  total: number,
  rowHeight: number,
  viewport: number,
  most: number = MOST_CANVAS,
): Geometry {
  const virtual = total * rowHeight
  const canvas = Math.min(virtual, most)
  const scrollable = Math.max(0, canvas - viewport)
  const reach = Math.max(0, virtual - viewport)
  if (canvas === virtual || scrollable === 0) {
    return { canvas, virtual, toVirtual: top => top, toPhysical: offset => offset }
  }
  const scale = reach / scrollable
  return {
    canvas,
    virtual,
    toVirtual: top => Math.min(reach, top * scale),
    toPhysical: offset => Math.min(scrollable, offset / scale),
  }
}

/** The place to scroll to so that a row is wholly in view; undefined when it already is. */
export function reveal(row: number, rowHeight: number, offset: number, viewport: number): number | undefined {
  const top = row * rowHeight
  if (top < offset) return top
  if (top + rowHeight > offset + viewport) return top + rowHeight - viewport
  return undefined
}

/** Pages of `size` rows that cover a range of rows. */
export function pagesOf(first: number, last: number, total: number, size: number): number[] {
  if (total === 0) return []
  const from = Math.floor(Math.max(0, first) / size)
  const to = Math.floor(Math.min(total - 1, Math.max(first, last)) / size)
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

export interface PlacedColumn {
  index: number
  start: number
  width: number
}

export function place(widths: readonly number[]): PlacedColumn[] {
  let start = 0
  return widths.map((width, index) => {
    const column = { index, start, width }
    start += width
    return column
  })
}

const MOST_FROZEN_SHARE = 0.6

/** How many columns may stay in sight so that there is room left to scroll the others in: the first always does. */
export function frozenThatFit(widths: readonly number[], frozen: number, room: number): number {
  let used = GUTTER
  for (let index = 0; index < Math.min(frozen, widths.length); index += 1) {
    used += widths[index] ?? 0
    if (index > 0 && used > room * MOST_FROZEN_SHARE) return index
  }
  return Math.max(1, Math.min(frozen, widths.length))
}
