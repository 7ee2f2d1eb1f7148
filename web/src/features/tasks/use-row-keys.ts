import { usePageKeys } from '@/ui/use-page-keys'

export interface RowKeys {
  ids: readonly string[]
  current: string | undefined
  onMove: (id: string) => void
  onTick: (id: string) => void
  onEdit: (id: string) => void
  onOpen: (id: string) => void
  onNew: () => void
}

/** J K to walk, space or X to finish, E to edit, N for a new one, Enter for what it is about. */
export function useRowKeys({ ids, current, onMove, ...does }: RowKeys): void {
  usePageKeys({ ids, current, onMove }, (key, held) => {
    const run = (act: (id: string) => void) => held && act(held)
    switch (key) {
      case ' ':
      case 'x':
        run(does.onTick)
        return true
      case 'e':
        run(does.onEdit)
        return true
      case 'Enter':
        run(does.onOpen)
        return true
      case 'n':
        does.onNew()
        return true
      default:
        return false
    }
  })
}
