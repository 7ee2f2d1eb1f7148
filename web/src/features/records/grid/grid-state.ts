import type { Held } from './held-lines'
import type { WhyNot } from './read-only'

export interface Spot {
  row: number
  col: number
}

/**
 * A cell that somebody means: a record, or a heading, and a field. Line and column are only where it stood last, and are
 * found again whenever it is drawn or written.
 */
export interface Place extends Spot {
  /** The record, or the heading; not known before the line was loaded. */
  id?: string | undefined
  field?: string | undefined
}

export interface GridState {
  active: Place | null
  /** The corner of the selection across from the active cell; null = the active cell alone. */
  head: Place | null
  /** Whether the active cell is being edited; `refused`: what was typed and would not be taken, with the reason. */
  editing: { refused?: Refused } | null
  /** The lines as they stood when an edit or a fill began. */
  held?: Held | undefined
  /** The records that the selection was seen on, by their distance from the active cell. */
  seen: Map<number, string>
  /** Somebody wanted to edit the active cell, and it cannot be. */
  told?: WhyNot
}

/** The state as it is to be seen: no cell is active whose record is not there. */
export interface ShownState extends GridState {
  /** Where a move begins: the active cell, or where it stood when its record left. */
  last: Place | null
}

export interface Refused {
  text: string
  problem: string
}

export type Step =
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'next'
  | 'previous'
  | 'pageUp'
  | 'pageDown'
  | 'rowStart'
  | 'rowEnd'
  | 'top'
  | 'bottom'

export interface Extent {
  rows: number
  cols: number
  page: number
}

const clamp = (value: number, most: number): number => Math.max(0, Math.min(value, most))

/** Where a step leads. Tab runs on into the next row, arrows stop at the edge. */
export function move(from: Spot, step: Step, { rows, cols, page }: Extent): Spot {
  const lastRow = Math.max(0, rows - 1)
  const lastCol = Math.max(0, cols - 1)
  const { row, col } = from
  switch (step) {
    case 'up':
      return { row: clamp(row - 1, lastRow), col }
    case 'down':
      return { row: clamp(row + 1, lastRow), col }
    case 'left':
      return { row, col: clamp(col - 1, lastCol) }
    case 'right':
      return { row, col: clamp(col + 1, lastCol) }
    case 'next':
      return col < lastCol ? { row, col: col + 1 } : row < lastRow ? { row: row + 1, col: 0 } : from
    case 'previous':
      return col > 0 ? { row, col: col - 1 } : row > 0 ? { row: row - 1, col: lastCol } : from
    case 'pageUp':
      return { row: clamp(row - page, lastRow), col }
    case 'pageDown':
      return { row: clamp(row + page, lastRow), col }
    case 'rowStart':
      return { row, col: 0 }
    case 'rowEnd':
      return { row, col: lastCol }
    case 'top':
      return { row: 0, col }
    case 'bottom':
      return { row: lastRow, col }
  }
}

interface KeyLike {
  key: string
  shiftKey: boolean
  altKey: boolean
}

export type GridCommand =
  | { do: 'move'; step: Step }
  | { do: 'extend'; step: Step }
  | { do: 'edit'; seed?: string }
  | { do: 'open' | 'select' | 'clear' | 'undo' | 'redo' | 'escape' | 'selectAll' | 'fillDown' }

const STEPS: Record<string, Step> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
  Home: 'rowStart',
  End: 'rowEnd',
}
const MOD_STEPS: Record<string, Step> = {
  ArrowUp: 'top',
  ArrowDown: 'bottom',
  ArrowLeft: 'rowStart',
  ArrowRight: 'rowEnd',
  Home: 'top',
  End: 'bottom',
}

/** What a key asks of the grid while no cell is being edited. */
export function commandOf(event: KeyLike, mod: boolean): GridCommand | undefined {
  const { key, shiftKey } = event
  if (mod) {
    const step = MOD_STEPS[key]
    if (step) return { do: shiftKey ? 'extend' : 'move', step }
    if (key === 'Enter') return { do: 'open' }
    switch (key.toLowerCase()) {
      case 'z':
        return { do: shiftKey ? 'redo' : 'undo' }
      case 'y':
        return { do: 'redo' }
      case 'a':
        return { do: 'selectAll' }
      case 'd':
        return { do: 'fillDown' }
      default:
        return undefined
    }
  }
  if (event.altKey) return undefined
  const step = STEPS[key]
  if (step) return { do: shiftKey ? 'extend' : 'move', step }
  if (key === 'Tab') return { do: 'move', step: event.shiftKey ? 'previous' : 'next' }
  if (key === 'Enter' || key === 'F2') return { do: 'edit' }
  if (key === ' ') return { do: 'select' }
  if (key === 'Escape') return { do: 'escape' }
  if (key === 'Delete' || key === 'Backspace') return { do: 'clear' }
  if ([...key].length === 1) return { do: 'edit', seed: key }
  return undefined
}
