import { type ReactNode, useLayoutEffect } from 'react'
import { createPortal } from 'react-dom'
import type { PointerDrag } from './use-pointer-drag'

/** What hangs on the hand: the thing itself, tilted a little. */
export function DragGhost<T>({ drag, children }: { drag: PointerDrag<T>; children: (item: T) => ReactNode }) {
  const { held, ghost } = drag
  useLayoutEffect(() => {
    if (!held) return
    document.body.style.cursor = 'grabbing'
    return () => {
      document.body.style.cursor = ''
    }
  }, [held])
  if (!held) return null
  return createPortal(
    <div
      ref={ghost}
      aria-hidden="true"
      className="pointer-events-none fixed left-0 top-0 z-[1200]"
      style={{ width: held.width, transform: 'translate(-200vw, 0)' }}
    >
      <div className="rotate-2 rounded-8 shadow-3">{children(held.item)}</div>
    </div>,
    document.body,
  )
}
