import type { Column } from '../list-state'
import type { PlacedColumn } from './geometry'

/** Columns with the one at `from` put before the one now at `gap`. The title stays first. */
export function moved(columns: readonly Column[], from: number, gap: number): Column[] {
  const to = Math.max(1, Math.min(gap, columns.length))
  const column = columns[from]
  if (from === 0 || !column || to === from || to === from + 1) return [...columns]
  const rest = columns.filter((_, index) => index !== from)
  rest.splice(to > from ? to - 1 : to, 0, column)
  return rest
}

/** The gap between columns that is nearest to a place, measured over their widths: 1 = right after the title. */
export function gapAt(placed: readonly PlacedColumn[], x: number): number {
  for (const column of placed) if (x < column.start + column.width / 2) return Math.max(1, column.index)
  return placed.length
}

/** A column put in beside another. */
export function inserted(
  columns: readonly Column[],
  beside: string,
  side: 'left' | 'right',
  field: string,
): Column[] {
  const at = columns.findIndex(column => column.field === beside)
  const gap = Math.max(1, side === 'left' ? at : at + 1)
  return [...columns.slice(0, gap), { field }, ...columns.slice(gap)]
}

const WIDE = /[\u2e80-\uffef]/
const HEADING_ROOM = 44
const HEADING_MOST = 200

/** A width at which a heading can be read, where nobody has chosen one: at least what the kind of field needs. */
export function readableWidth(heading: string, least: number): number {
  const text = [...heading].reduce((sum, char) => sum + (WIDE.test(char) ? 13.5 : 7.4), 0)
  return Math.max(least, Math.min(HEADING_MOST, Math.round(text + HEADING_ROOM)))
}

const PADDING = 26
const FIT_LEAST = 72
const FIT_MOST = 480

/** The width that what is drawn of a column needs: words in full, however they are cut off now. */
export function fittingWidth(scroller: HTMLElement, col: number): number | undefined {
  let widest = 0
  for (const cell of scroller.querySelectorAll(`[data-col="${col}"], [data-head="${col}"]`))
    widest = Math.max(widest, contentWidth(cell))
  return widest === 0 ? undefined : Math.round(Math.max(FIT_LEAST, Math.min(FIT_MOST, widest + PADDING)))
}

function contentWidth(cell: Element): number {
  const range = document.createRange()
  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
  let [left, right] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  const take = (box: DOMRect) => {
    if (box.width === 0) return
    left = Math.min(left, box.left)
    right = Math.max(right, box.right)
  }
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    range.selectNodeContents(text)
    for (const box of range.getClientRects()) take(box)
  }
  for (const part of cell.querySelectorAll('.pill, svg')) take(part.getBoundingClientRect())
  return Math.max(0, right - left)
}
