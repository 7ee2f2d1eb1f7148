import type { KeyboardEvent } from 'react'
import { belongsToInputMethod } from '@/lib/composition'
import { hasMod } from '@/lib/keys'
import { commandOf, type Extent, type GridState, move, type Spot } from './grid-state'

interface Handlers {
  go: (spot: Spot) => void
  edit: (spot: Spot) => void
  open: (row: number) => void
  select: (row: number) => void
  selectAll: () => void
  clear: (spot: Spot) => void
  undo: () => void
  escape: () => void
  copy: () => void
  /** Whether the cell starts its own edit from the key (its unseen input takes it). */
  typesItself: (spot: Spot) => boolean
}

/** Keys of the grid while no cell is being edited. */
export function gridKeyDown(event: KeyboardEvent, state: GridState, extent: Extent, on: Handlers): void {
  const target = event.target as HTMLElement
  if (belongsToInputMethod(event) || state.editing || target.closest('[role=columnheader]')) return
  const mod = hasMod(event)
  if (mod && event.key.toLowerCase() === 'c') {
    on.copy()
    return
  }
  const command = commandOf(event, mod)
  if (!command) return
  const { active } = state
  if (!active) {
    if (command.do === 'move') {
      event.preventDefault()
      on.go({ row: 0, col: 0 })
    } else if (command.do === 'undo') on.undo()
    return
  }
  switch (command.do) {
    case 'move': {
      const next = move(active, command.step, extent)
      const stuck = next.row === active.row && next.col === active.col
      // Tab on the last cell leaves the grid, as a person who cannot use a mouse needs.
      if (event.key === 'Tab' && stuck) return
      event.preventDefault()
      on.go(next)
      return
    }
    case 'edit':
      if (command.seed && on.typesItself(active)) return
      event.preventDefault()
      if (!command.seed) on.edit(active)
      return
    case 'open':
      event.preventDefault()
      on.open(active.row)
      return
    case 'select':
      event.preventDefault()
      on.select(active.row)
      return
    case 'selectAll':
      event.preventDefault()
      on.selectAll()
      return
    case 'clear':
      event.preventDefault()
      on.clear(active)
      return
    case 'undo':
      event.preventDefault()
      on.undo()
      return
    case 'escape':
      on.escape()
  }
}
