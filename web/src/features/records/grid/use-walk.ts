import { useEffect, useRef } from 'react'
import type { RecordRow } from '@/api/types'

interface Walk {
  /** The record open beside the list. */
  peek: string | undefined
  /** The cell in hand, unless somebody is typing in it. */
  active: { row: number; col: number } | null | undefined
  rowAt: (row: number) => RecordRow | undefined
  select: (row: number, col: number) => void
  onOpen: (record: RecordRow, write: boolean) => void
}

/** Resting on a row opens it, running past one does not. */
const REST_MS = 120

/** Keeps the list and the record open beside it together: ↑↓ in the list move the record, its own buttons move the list. */
export function useWalk({ peek, active, rowAt, select, onOpen }: Walk): void {
  const walked = active ? rowAt(active.row) : undefined
  const followed = useRef(peek)
  // The place that the person went to and that was dealt with: lines that move under it open nothing.
  const settled = useRef(active)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place in the list matters only when one of the two has moved.
  useEffect(() => {
    const moved = followed.current !== peek
    followed.current = peek
    if (!peek || !active || !walked || walked.id === peek) {
      if (walked || !active) settled.current = active
      return
    }
    if (moved) {
      settled.current = active
      const step = [1, -1].find(by => rowAt(active.row + by)?.id === peek)
      if (step !== undefined) select(active.row + step, active.col)
      return
    }
    if (settled.current === active) return
    const timer = setTimeout(() => {
      settled.current = active
      onOpen(walked, false)
    }, REST_MS)
    return () => clearTimeout(timer)
  }, [active, walked, peek, onOpen])
}
