import { useEffect, useRef } from 'react'
import type { Spot } from './grid-state'

const EDGE = 28
const STEP = 18

/** The cell under the pointer, as far as one is drawn there. */
function spotAt(scroller: HTMLElement, x: number, y: number): Spot | undefined {
  const box = scroller.getBoundingClientRect()
  const inside = (value: number, from: number, to: number) => Math.max(from + 2, Math.min(to - 2, value))
  for (const element of document.elementsFromPoint(
    inside(x, box.left, box.left + scroller.clientWidth),
    inside(y, box.top, box.top + scroller.clientHeight),
  )) {
    const cell = element.closest<HTMLElement>('[data-col]')
    const row = cell?.closest<HTMLElement>('[data-line]')
    if (cell && row) return { row: Number(row.dataset.line), col: Number(cell.dataset.col) }
  }
  return undefined
}

interface Drag {
  /** Follows the pointer until it is let go. */
  begin: (onOver: (spot: Spot) => void, onEnd: () => void) => void
}

/** Dragging over cells: tells which one the pointer is on, and scrolls when it comes to an edge. */
export function useDragCells(scroller: React.RefObject<HTMLElement | null>): Drag {
  const stop = useRef<(() => void) | undefined>(undefined)
  useEffect(() => () => stop.current?.(), [])
  return {
    begin: (onOver, onEnd) => {
      stop.current?.()
      let at = { x: 0, y: 0 }
      let moved = false
      let frame = 0
      const look = () => {
        const element = scroller.current
        const spot = element && moved ? spotAt(element, at.x, at.y) : undefined
        if (spot) onOver(spot)
      }
      const creep = () => {
        frame = requestAnimationFrame(creep)
        const element = scroller.current
        if (!element || !moved) return
        const box = element.getBoundingClientRect()
        const pull = (value: number, from: number, to: number) =>
          value < from + EDGE ? -STEP : value > to - EDGE ? STEP : 0
        const down = at.y < box.top ? -STEP : pull(at.y, box.top, box.bottom)
        // Near the frozen columns nothing pulls sideways: the pointer is only over them.
        const right = at.x > box.right - EDGE ? STEP : at.x < box.left ? -STEP : 0
        if (down || right) {
          element.scrollBy(right, down)
          look()
        }
      }
      const move = (event: MouseEvent) => {
        at = { x: event.clientX, y: event.clientY }
        moved = true
        look()
      }
      const end = () => {
        stop.current?.()
        onEnd()
      }
      document.addEventListener('mousemove', move)
      document.addEventListener('mouseup', end)
      frame = requestAnimationFrame(creep)
      stop.current = () => {
        cancelAnimationFrame(frame)
        document.removeEventListener('mousemove', move)
        document.removeEventListener('mouseup', end)
        stop.current = undefined
      }
    },
  }
}
