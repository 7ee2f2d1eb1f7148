import { useEffect } from 'react'
import { belongsToInputMethod } from '@/lib/composition'
import { hasMod, isTyping } from '@/lib/keys'
import { useLatest } from '@/lib/use-latest'
import { anyLayerOpen } from '@/ui/layers'

export interface DesignerCommands {
  undo: () => void
  redo: () => void
  save: () => void
  remove?: () => void
  copy?: () => void
  move?: (step: -1 | 1) => void
  walk?: (step: -1 | 1) => void
  add?: () => void
  deselect?: () => void
}

/** Keys of every designer: Del, Ctrl+D, Ctrl+Z, Alt+arrows, / adds, Esc deselects. */
export function useDesignerKeys(commands: DesignerCommands): void {
  const latest = useLatest(commands)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || belongsToInputMethod(event) || anyLayerOpen()) return
      const run = commandOf(event, latest.current)
      if (!run) return
      event.preventDefault()
      run()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [latest])
}

function commandOf(event: KeyboardEvent, commands: DesignerCommands): (() => void) | undefined {
  const typing = isTyping(event.target)
  const key = event.key.toLowerCase()
  if (hasMod(event)) {
    if (key === 's') return commands.save
    // Text in a control has an undo of its own.
    if (typing) return undefined
    if (key === 'z') return event.shiftKey ? commands.redo : commands.undo
    if (key === 'y') return commands.redo
    if (key === 'd') return commands.copy
    return undefined
  }
  const step = ({ arrowup: -1, arrowdown: 1 } as const)[key as 'arrowup']
  if (event.altKey) return step && commands.move ? () => commands.move?.(step) : undefined
  if (key === 'escape') return commands.deselect
  if (typing) return undefined
  if (key === 'delete' || key === 'backspace') return commands.remove
  if (key === '/') return commands.add
  const inList = event.target instanceof HTMLElement && event.target.closest('[data-designer-canvas]')
  return step && inList && commands.walk ? () => commands.walk?.(step) : undefined
}
