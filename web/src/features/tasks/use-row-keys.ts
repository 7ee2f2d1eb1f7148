import { useEffect } from 'react'
import { isTyping } from '@/lib/keys'
import { useLatest } from '@/lib/use-latest'
import { anyLayerOpen } from '@/ui/layers'

export interface RowKeys {
  ids: readonly string[]
  current: string | undefined
  onMove: (id: string) => void
  onTick: (id: string) => void
  onEdit: (id: string) => void
  onOpen: (id: string) => void
  onNew: () => void
}

/** The row to which a step leads; without a current one, the first. Stops at the ends. */
export function stepTo(ids: readonly string[], current: string | undefined, by: 1 | -1): string | undefined {
  const at = current === undefined ? -1 : ids.indexOf(current)
  if (at < 0) return ids[0]
  return ids[Math.max(0, Math.min(ids.length - 1, at + by))]
}

/** J K to walk, space or X to finish, E to edit, N for a new one, Enter for what it is about. */
export function useRowKeys(keys: RowKeys): void {
  const latest = useLatest(keys)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event.target) || anyLayerOpen() || event.defaultPrevented) return
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const { ids, current, ...does } = latest.current
      const held = current !== undefined && ids.includes(current) ? current : undefined
      const native = event.target instanceof HTMLElement && event.target.closest('button, a, [role=radio]')
      // A button in focus is pressed by these keys, whatever row is walked.
      if (native && (event.key === ' ' || event.key === 'Enter')) return
      const run = (act: (id: string) => void) => held && act(held)
      switch (event.key) {
        case 'j':
        case 'ArrowDown':
        case 'k':
        case 'ArrowUp': {
          const to = stepTo(ids, held, event.key === 'j' || event.key === 'ArrowDown' ? 1 : -1)
          if (!to) return
          if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
          does.onMove(to)
          break
        }
        case ' ':
        case 'x':
          run(does.onTick)
          break
        case 'e':
          run(does.onEdit)
          break
        case 'Enter':
          run(does.onOpen)
          break
        case 'n':
          does.onNew()
          break
        default:
          return
      }
      event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [latest])
}
