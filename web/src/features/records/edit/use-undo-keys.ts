import { useEffect } from 'react'
import { belongsToInputMethod } from '@/lib/composition'
import { hasMod } from '@/lib/keys'
import { useLatest } from '@/lib/use-latest'

const TYPED_INTO = 'input, textarea, [contenteditable]'

/** The key is meant for the page, or for what is shown within `within`, and not for a text that is being typed. */
const isMeant = ({ target }: KeyboardEvent, within: string | undefined): boolean =>
  target === document.body ||
  (within !== undefined &&
    target instanceof Element &&
    target.closest(within) !== null &&
    target.closest(TYPED_INTO) === null)

/** ⌃Z and ⌃Y while nothing on the page holds the keyboard, as after a button that went away with its message, or what is `within` does. */
export function useUndoKeys(undo: () => void, redo: () => void, within?: string): void {
  const latest = useLatest({ undo, redo, within })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isMeant(event, latest.current.within) || belongsToInputMethod(event) || !hasMod(event)) return
      const key = event.key.toLowerCase()
      if (key !== 'z' && key !== 'y') return
      event.preventDefault()
      if (key === 'y' || event.shiftKey) latest.current.redo()
      else latest.current.undo()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [latest])
}
