import { useEffect } from 'react'
import { isTyping } from '@/lib/keys'
import { useLatest } from '@/lib/use-latest'
import { anyLayerOpen } from './layers'

/** The row to which a step leads; without a current one, the first. Stops at the ends. */
export function stepTo(ids: readonly string[], current: string | undefined, by: 1 | -1): string | undefined {
  const at = current === undefined ? -1 : ids.indexOf(current)
  if (at < 0) return ids[0]
  return ids[Math.max(0, Math.min(ids.length - 1, at + by))]
}

function rowStep(key: string): 1 | -1 | undefined {
  if (key === 'j' || key === 'ArrowDown') return 1
  return key === 'k' || key === 'ArrowUp' ? -1 : undefined
}

interface Rows {
  ids: readonly string[]
  current: string | undefined
  onMove: (id: string) => void
}

/**
 * Keys of a page of rows: J K and arrows walk, what else a key does `press` says, which answers whether it was the page's. Quiet while
 * somebody types or a layer is open, and where a button in focus takes the key itself.
 */
export function usePageKeys(rows: Rows, press: (key: string, held: string | undefined) => boolean): void {
  const latest = useLatest({ ...rows, press })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event.target) || anyLayerOpen() || event.defaultPrevented) return
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const native =
        event.target instanceof HTMLElement &&
        event.target.closest('button, a, [role=radio], [role=checkbox]')
      // A button in focus is pressed by these keys, whatever row is walked.
      if (native && (event.key === ' ' || event.key === 'Enter')) return
      const { ids, current, onMove, press } = latest.current
      const held = current !== undefined && ids.includes(current) ? current : undefined
      const by = rowStep(event.key)
      const to = by && stepTo(ids, held, by)
      if (by ? !to : !press(event.key, held)) return
      event.preventDefault()
      if (!to) return
      // The row that is walked to is what keys act on now, and not the button where the person was.
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
      onMove(to)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [latest])
}
