import { usePageKeys } from '@/ui/use-page-keys'

interface BinKeys {
  ids: readonly string[]
  current: string | undefined
  onMove: (id: string) => void
  onPick: (id: string) => void
  onRestore: (id: string) => void
  onOpen: (id: string) => void
}

/** J K to walk, Space to pick, R to bring back, Enter to look at. */
export function useBinKeys({ ids, current, onMove, ...does }: BinKeys): void {
  usePageKeys({ ids, current, onMove }, (key, held) => {
    if (!held) return false
    switch (key) {
      case ' ':
        does.onPick(held)
        return true
      case 'r':
        does.onRestore(held)
        return true
      case 'Enter':
        does.onOpen(held)
        return true
      default:
        return false
    }
  })
}
