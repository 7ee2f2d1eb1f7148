import { useEffect } from 'react'
import { hasMod } from '@/lib/keys'
import { setPaletteOpen, toggleNav, useShell } from '@/ui/shell-store'
import { useHelpKey } from '@/ui/use-help-key'

/** Keys that work on every page. */
export function useGlobalKeys(): void {
  useHelpKey()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
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
