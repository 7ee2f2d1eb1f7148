import { type PointerEvent as ReactPointerEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { useLatest } from '@/lib/use-latest'
import { edgeSpeed } from './edge-speed'

/** A thing in the hand, and where in it the hand took hold. */
export interface Held<T> {
  item: T
  dx: number
  dy: number
  width: number
  height: number
}

interface Options<T> {
  /** The hand is over this zone (`data-drop`) now; none when it is over no zone. */
  onOver: (item: T, zone: string | undefined) => void
  onDrop: (item: T, zone: string | undefined) => void
  onCancel: (item: T) => void
}

export interface PointerDrag<T> {
  held: Held<T> | null
  /** What follows the hand. */
  ghost: RefObject<HTMLDivElement | null>
  /** For `onPointerDown` of what can be taken. */
  take: (event: ReactPointerEvent<HTMLElement>, item: T) => void
}

const MOUSE_SLACK = 5
const TOUCH_SLACK = 10
/** A finger that rests takes hold; one that moves at once scrolls. */
const TOUCH_REST_MS = 320

/**
 * Dragging with mouse, pen and finger. Zones are elements with `data-drop`; what has `data-drag-scroll` scrolls while the hand
 * is near its edge. Lists may come and go under the hand: nothing hangs on the element that was taken.
 */
export function usePointerDrag<T>(options: Options<T>): PointerDrag<T> {
  const [held, setHeld] = useState<Held<T> | null>(null)
  const ghost = useRef<HTMLDivElement | null>(null)
  const latest = useLatest(options)
  const stop = useRef<(() => void) | undefined>(undefined)
  useEffect(() => () => stop.current?.(), [])

  const take = (event: ReactPointerEvent<HTMLElement>, item: T) => {
    if (event.button !== 0 || stop.current) return
    const touch = event.pointerType === 'touch'
    const { pointerId, clientX: startX, clientY: startY } = event
    const box = event.currentTarget.getBoundingClientRect()
    const grip = { item, dx: startX - box.left, dy: startY - box.top, width: box.width, height: box.height }
    let at = { x: startX, y: startY }
    let dragging = false
    let zone: string | undefined
    let frame = 0

    const zoneNow = () => {
      const under = document.elementsFromPoint(at.x, at.y)
      return under.map(el => el.closest<HTMLElement>('[data-drop]')).find(el => el)?.dataset.drop
    }
    const place = () => {
      if (ghost.current) ghost.current.style.transform = `translate(${at.x - grip.dx}px, ${at.y - grip.dy}px)`
    }
    const look = () => {
      const now = zoneNow()
      if (now !== zone) {
        zone = now
        latest.current.onOver(item, zone)
      }
    }
    const tick = () => {
      for (const el of document.elementsFromPoint(at.x, at.y)) {
        const scroller = el.closest<HTMLElement>('[data-drag-scroll]')
        for (let one = scroller; one; one = one.parentElement?.closest('[data-drag-scroll]') ?? null) {
          const rect = one.getBoundingClientRect()
          one.scrollLeft += edgeSpeed(at.x, rect.left, rect.right)
          one.scrollTop += edgeSpeed(at.y, rect.top, rect.bottom)
        }
        if (scroller) break
      }
      place()
      look()
      frame = requestAnimationFrame(tick)
    }
    const begin = () => {
      dragging = true
      getSelection()?.removeAllRanges()
      setHeld(grip)
      frame = requestAnimationFrame(tick)
    }
    const resting = touch ? setTimeout(begin, TOUCH_REST_MS) : undefined

    const onMove = (move: PointerEvent) => {
      if (move.pointerId !== pointerId) return
      at = { x: move.clientX, y: move.clientY }
      const far = Math.hypot(at.x - startX, at.y - startY)
      if (!dragging && touch && far > TOUCH_SLACK) finish()
      else if (!dragging && !touch && far > MOUSE_SLACK) begin()
    }
    const onUp = (up: PointerEvent) => {
      if (up.pointerId !== pointerId) return
      const was = dragging
      at = { x: up.clientX, y: up.clientY }
      const landed = was ? zoneNow() : undefined
      finish()
      if (!was) return
      swallowClick()
      latest.current.onDrop(item, landed)
    }
    const cancel = () => {
      const was = dragging
      finish()
      if (was) latest.current.onCancel(item)
    }
    const onKey = (key: KeyboardEvent) => {
      if (!dragging || key.key !== 'Escape') return
      key.preventDefault()
      key.stopPropagation()
      cancel()
    }
    // Once a finger has taken hold, the page below stays where it is.
    const onTouchMove = (move: TouchEvent) => dragging && move.preventDefault()
    const finish = () => {
      clearTimeout(resting)
      cancelAnimationFrame(frame)
      removeEventListener('pointermove', onMove)
      removeEventListener('pointerup', onUp)
      removeEventListener('pointercancel', cancel)
      removeEventListener('blur', cancel)
      removeEventListener('keydown', onKey, true)
      removeEventListener('touchmove', onTouchMove)
      stop.current = undefined
      setHeld(null)
    }
    addEventListener('pointermove', onMove)
    addEventListener('pointerup', onUp)
    addEventListener('pointercancel', cancel)
    addEventListener('blur', cancel)
    addEventListener('keydown', onKey, true)
    addEventListener('touchmove', onTouchMove, { passive: false })
    stop.current = finish
  }
  return { held, ghost, take }
}

/** The click that ends a drag opens nothing. */
function swallowClick(): void {
  const swallow = (click: MouseEvent) => {
    click.preventDefault()
    click.stopPropagation()
  }
  addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => removeEventListener('click', swallow, true))
}
