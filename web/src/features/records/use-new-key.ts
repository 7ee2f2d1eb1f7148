import { useEffect } from 'react'
import { isTyping } from '@/lib/keys'
import { anyLayerOpen } from '@/ui/layers'

/** Alt+N starts a new record, when nobody is typing. */
export function useNewKey(enabled: boolean, create: () => void): void {
  useEffect(() => {
    if (!enabled) return
    const onKey = (event: KeyboardEvent) => {
      if (
        event.key.toLowerCase() !== 'n' ||
        !event.altKey ||
        event.ctrlKey ||
        event.metaKey ||
        anyLayerOpen() ||
        isTyping(event.target)
      )
        return
      event.preventDefault()
      create()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  })
}
