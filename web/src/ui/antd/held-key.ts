import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { belongsToInputMethod } from '@/lib/composition'

interface HeldKey {
  /** What stands in the box. */
  text: string
  /** The list answers what stands in the box, not what stood there before. */
  fresh: boolean
  /** There will be no answer. */
  failed: boolean
  /** The entry that is meant, of a fresh list. */
  first: string | undefined
  /** Asks now rather than after a pause. */
  ask: () => void
  take: (first: string) => void
}

/**
 * Enter and Tab in a search that is answered from afar: until the answer to what stands in the box is there the list
 * answers something else, so the key waits for it, and takes its first entry then, or nothing when there is none.
 */
export function useHeldKey({ text, fresh, failed, first, ask, take }: HeldKey) {
  const [held, setHeld] = useState<string>()
  // Whoever walked the list means the entry they stand on.
  const walked = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: every new text is walked anew.
  useEffect(() => {
    walked.current = false
  }, [text])
  useEffect(() => {
    if (held === undefined) return
    if (held !== text || failed) setHeld(undefined)
    else if (fresh) {
      setHeld(undefined)
      if (first !== undefined) take(first)
    }
  }, [held, text, fresh, failed, first, take])
  const onKeyDownCapture = (event: KeyboardEvent) => {
    if (belongsToInputMethod(event) || event.ctrlKey || event.metaKey || event.altKey) return
    const { key } = event
    const walks = key === 'ArrowDown' || key === 'ArrowUp'
    if (fresh && walks) walked.current = true
    if (key === 'Escape') setHeld(undefined)
    if (!walks && key !== 'Enter' && key !== 'Tab') return
    const typed = text.trim() !== ''
    if (fresh && (!typed || first !== undefined || walked.current)) return
    event.stopPropagation()
    // With nothing typed, or nothing found, Tab only leads on.
    if (key === 'Tab' && (!typed || fresh)) return
    event.preventDefault()
    if (walks || !typed || fresh) return
    ask()
    setHeld(text)
  }
  return {
    waiting: held !== undefined && !fresh && !failed,
    onKeyDownCapture,
    drop: () => setHeld(undefined),
  }
}
