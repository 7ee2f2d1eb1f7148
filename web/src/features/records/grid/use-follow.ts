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
    const line = record === undefined ? undefined : lineOf(lines, inView, record)
    // A record that left the list leaves its place to the next one.
    if (line === undefined) anchor.current = { spot, record: here }
    else shift(line - spot.row)
  })
  return (spot, record) => {
    anchor.current = { spot, record }
  }
}
