import type { Value } from '@/api/types'
import type { CellRange } from './cell-range'

/** A cell's content as it is carried from one place to another. */
export interface Carried {
  value: Value
  display: string | null
}

const DAY_MS = 86_400_000
const PLAIN = /^-?\d{1,12}(\.\d{1,6})?$/
const DATE = /^\d{4}-\d{2}-\d{2}$/

/**
 * Continues a row of cells: evenly spaced numbers and days go on by their step, everything else repeats.
 * One cell alone is copied, as people expect of a fill.
 */
export function continued(source: readonly Carried[], count: number, backwards = false): Carried[] {
  const cells = backwards ? [...source].reverse() : source
  const step = stepOf(cells)
  return Array.from({ length: count }, (_, index) => {
    const repeated = cells[index % cells.length] ?? { value: null, display: null }
    const last = cells.at(-1)
    if (!step || !last) return repeated
    const value = step(last.value, index + 1)
    return { value, display: typeof value === 'string' ? value : null }
  })
}

type Step = (from: Value, times: number) => Value

function stepOf(cells: readonly Carried[]): Step | undefined {
  if (cells.length < 2) return undefined
  const texts = cells.map(cell => cell.value)
  if (texts.every(value => typeof value === 'string' && DATE.test(value))) {
    const days = texts.map(value => Date.parse(`${value}T00:00:00Z`) / DAY_MS)
    const step = evenStep(days)
    return step === undefined
      ? undefined
      : (from, times) =>
          new Date(Date.parse(`${from}T00:00:00Z`) + step * times * DAY_MS).toISOString().slice(0, 10)
  }
  if (texts.every(value => typeof value === 'string' && PLAIN.test(value))) {
    const scale = Math.max(...texts.map(value => String(value).split('.')[1]?.length ?? 0))
    const whole = texts.map(value => Math.round(Number(value) * 10 ** scale))
    const step = evenStep(whole)
    const last = whole.at(-1) ?? 0
    return step === undefined ? undefined : (_, times) => ((last + step * times) / 10 ** scale).toFixed(scale)
  }
  return undefined
}

/** The distance between neighbours where it is the same all along and not nothing. */
function evenStep(numbers: readonly number[]): number | undefined {
  const step = (numbers[1] ?? 0) - (numbers[0] ?? 0)
  const even = numbers.every((value, index) => index === 0 || value - (numbers[index - 1] ?? 0) === step)
  return even && step !== 0 ? step : undefined
}

/** A table of cells dragged over `target`, which lies above, below or beside `source`. */
export function filled(source: Carried[][], from: CellRange, target: CellRange): Carried[][] {
  const rows = target.bottom - target.top + 1
  const cols = target.right - target.left + 1
  const vertical = target.left === from.left && target.right === from.right
  if (!vertical) {
    const back = target.right < from.left
    return source.map(row => {
      const made = continued(row, cols, back)
      return back ? made.reverse() : made
    })
  }
  const back = target.bottom < from.top
  const columns = Array.from({ length: cols }, (_, col) => {
    const made = continued(
      source.map(row => row[col] ?? { value: null, display: null }),
      rows,
      back,
    )
    return back ? made.reverse() : made
  })
  return Array.from({ length: rows }, (_, row) =>
    columns.map(column => column[row] ?? { value: null, display: null }),
  )
}
