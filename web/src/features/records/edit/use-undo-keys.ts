import { useEffect } from 'react'
import { belongsToInputMethod } from '@/lib/composition'
import { hasMod } from '@/lib/keys'
import { useLatest } from '@/lib/use-latest'

/** ⌃Z and ⌃Y while nothing on the page holds the keyboard, as after a button that went away with its message. */
export function useUndoKeys(undo: () => void, redo: () => void): void {
  const latest = useLatest({ undo, redo })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.target !== document.body || belongsToInputMethod(event) || !hasMod(event)) return
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
