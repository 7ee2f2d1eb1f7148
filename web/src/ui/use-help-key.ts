import { useEffect } from 'react'
import { isTyping } from '@/lib/keys'
import { anyLayerOpen } from './layers'
import { setHelpOpen } from './shell-store'

/** A question mark asks what the page is for; where one writes it is a letter. */
export function useHelpKey(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // Whoever took the key already wanted it as a letter.
      if (event.key !== '?' || event.defaultPrevented || isTyping(event.target) || anyLayerOpen()) return
      event.preventDefault()
      setHelpOpen(true)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}
