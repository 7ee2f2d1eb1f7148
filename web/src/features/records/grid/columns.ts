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

const PADDING = 24
const FIT_LEAST = 72
const FIT_MOST = 480

/** The width that what is drawn of a column needs. */
export function fittingWidth(scroller: HTMLElement, col: number): number | undefined {
  const range = document.createRange()
  let widest = 0
  for (const cell of scroller.querySelectorAll(`[data-col="${col}"], [data-head="${col}"]`)) {
    range.selectNodeContents(cell)
    for (const box of [...range.getClientRects()])
      widest = Math.max(widest, box.right - cell.getBoundingClientRect().left, box.width)
  }
  return widest === 0 ? undefined : Math.round(Math.max(FIT_LEAST, Math.min(FIT_MOST, widest + PADDING)))
}
