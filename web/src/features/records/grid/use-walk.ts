import { useEffect, useRef } from 'react'
import type { RecordRow } from '@/api/types'
import type { Place } from './grid-state'

interface Walk {
  /** The record open beside the list. */
  peek: string | undefined
  /** The cell in hand, unless somebody is typing in it. */
  active: Place | null | undefined
  rowAt: (row: number) => RecordRow | undefined
  select: (row: number, col: number) => void
  onOpen: (record: RecordRow, write: boolean) => void
}

/** Resting on a row opens it, running past one does not. */
const REST_MS = 120

/** Keeps the list and the record open beside it together: ↑↓ in the list move the record, its own buttons move the list. */
export function useWalk({ peek, active, rowAt, select, onOpen }: Walk): void {
  const standing = active ? rowAt(active.row) : undefined
  const walked = standing && standing.id === active?.id ? standing : undefined
  const followed = useRef(peek)
  // The record that the person went to and that was dealt with.
  const settled = useRef(walked?.id)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place in the list matters only when one of the two has moved.
  useEffect(() => {
    const moved = followed.current !== peek
    followed.current = peek
    if (!active || !walked) return
    if (moved || !peek || walked.id === peek) {
      settled.current = walked.id
      const step = moved && peek ? [1, -1].find(by => rowAt(active.row + by)?.id === peek) : undefined
      if (step !== undefined) select(active.row + step, active.col)
      return
    }
    if (settled.current === walked.id) return
    const timer = setTimeout(() => {
      settled.current = walked.id
      onOpen(walked, false)
    }, REST_MS)
    return () => clearTimeout(timer)
  }, [walked?.id, peek, onOpen])
}
