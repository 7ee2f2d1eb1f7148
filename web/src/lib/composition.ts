import { type KeyboardEvent, useMemo, useRef } from 'react'

/** Safari reports the Enter that ends a composition after compositionend, without isComposing, within this time. */
const AFTERMATH_MS = 30

interface KeyLike {
  nativeEvent?: { isComposing?: boolean }
  isComposing?: boolean
  keyCode?: number
}

/** True for keys that belong to the input method and not to us. */
export function belongsToInputMethod(event: KeyLike): boolean {
  return Boolean(event.nativeEvent?.isComposing ?? event.isComposing) || event.keyCode === 229
}

export interface CompositionGuard {
  /** Spread on the control (or on an element around it). */
  handlers: { onCompositionStart: () => void; onCompositionEnd: () => void }
  /** True while a composition runs, and for the key that ended it. */
  isComposing: (event?: KeyboardEvent | KeyLike) => boolean
}

/** The one guard for every Enter, search and save: a key that ends a pinyin composition is never ours. */
export function useComposition(onSettled?: () => void, now: () => number = Date.now): CompositionGuard {
  const state = useRef({ open: false, endedAt: 0 })
  const settled = useRef(onSettled)
  settled.current = onSettled
  return useMemo(
    () => ({
      handlers: {
        onCompositionStart: () => {
          state.current.open = true
        },
        onCompositionEnd: () => {
          state.current = { open: false, endedAt: now() }
          settled.current?.()
        },
      },
      isComposing: event =>
        state.current.open ||
        (event !== undefined && belongsToInputMethod(event as KeyLike)) ||
        (event !== undefined && now() - state.current.endedAt < AFTERMATH_MS),
    }),
    [now],
  )
}

/** Keys that save, send, search, close or leave. While letters become characters they are the input method's. */
const DOING: ReadonlySet<string> = new Set(['Enter', 'Escape', 'Tab'])

/**
 * For the whole page, so that no text box can forget it: such keys do not reach anything of ours during a composition, nor
 * the one that ended it. The browser goes on with them as it likes.
 */
export function guardCompositions(on: Window = window, now: () => number = Date.now): () => void {
  let open = false
  let endedAt = Number.NEGATIVE_INFINITY
  const begin = () => {
    open = true
  }
  const end = () => {
    open = false
    endedAt = now()
  }
  const key = (event: globalThis.KeyboardEvent) => {
    if (!DOING.has(event.key)) return
    const after = now() - endedAt < AFTERMATH_MS
    if (!open && !after && !belongsToInputMethod(event)) return
    event.stopImmediatePropagation()
    // The text is there already: what the browser would do with the key now is to send the form.
    if (!open && !event.isComposing) event.preventDefault()
  }
  on.addEventListener('compositionstart', begin, true)
  on.addEventListener('compositionend', end, true)
  on.addEventListener('keydown', key, true)
  return () => {
    on.removeEventListener('compositionstart', begin, true)
    on.removeEventListener('compositionend', end, true)
    on.removeEventListener('keydown', key, true)
  }
}
