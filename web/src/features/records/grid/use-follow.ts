import { useLayoutEffect, useRef } from 'react'
import type { GridState, Spot } from './grid-state'
import { lineOf } from './held-lines'
import type { Lines } from './use-lines'

interface Follow {
  state: GridState
  lines: Lines
  inView: readonly number[]
  /** The lines moved by so many under the selection. */
  shift: (by: number) => void
}

/** The active cell may be scrolled out of view: its record is looked for near its old place too. */
const NEAR = 50
const around = (row: number): number[] => {
  const first = Math.max(0, row - NEAR)
  return Array.from({ length: row + NEAR + 1 - first }, (_, at) => first + at)
}

/**
 * Keeps the active cell on its record when lines come and go above it, so that the next key does not write into whatever
 * stands there now. Answers a way to say on which record a new active cell is meant to be.
 */
export function useFollow({ state, lines, inView, shift }: Follow): (spot: Spot, record?: string) => void {
  const anchor = useRef<{ spot: Spot; record: string | undefined }>(undefined)
  useLayoutEffect(() => {
    const spot = state.active
    if (!spot) {
      anchor.current = undefined
      return
    }
    // Lines are held while somebody types.
    if (state.editing) return
    const here = lines.rowAt(spot.row)?.id
    if (anchor.current?.spot !== spot) anchor.current = { spot, record: here }
    const { record } = anchor.current
    // Not loaded yet.
    if (here === undefined || here === record) return
    const line = record === undefined ? undefined : lineOf(lines, [...inView, ...around(spot.row)], record)
    // A record that left the list leaves its place to the next one.
    if (line === undefined) anchor.current = { spot, record: here }
    else shift(line - spot.row)
  })
  return (spot, record) => {
    anchor.current = { spot, record }
  }
}
