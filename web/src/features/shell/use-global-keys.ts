import { useEffect } from 'react'
import { hasMod, isTyping } from '@/lib/keys'
import { anyLayerOpen } from '@/ui/layers'
import { setHelpOpen, setPaletteOpen, toggleNav, useShell } from '@/ui/shell-store'

/** Keys that work on every page. */
export function useGlobalKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // Whoever took the key already wanted it as a letter.
      if (event.key === '?' && !event.defaultPrevented && !isTyping(event.target) && !anyLayerOpen()) {
        event.preventDefault()
        setHelpOpen(true)
      }
      if (!hasMod(event) || event.altKey) return
      if (event.key.toLowerCase() === 'k') {
        event.preventDefault()
        setPaletteOpen(!useShell.getState().paletteOpen)
      }
      if (event.key === '\\') {
        event.preventDefault()
        toggleNav()
      }
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}
