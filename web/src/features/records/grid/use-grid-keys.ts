import type { KeyboardEvent } from 'react'
import { belongsToInputMethod } from '@/lib/composition'
import { hasMod } from '@/lib/keys'
import { commandOf, type Extent, move, type ShownState, type Spot, type Step } from './grid-state'

interface Handlers {
  go: (spot: Spot) => void
  extend: (spot: Spot) => void
  edit: (spot: Spot) => void
  open: (line: number) => void
  select: () => void
  selectAll: () => void
  clear: () => void
  undo: () => void
  redo: () => void
  fillDown: () => void
  escape: () => void
  /** Whether the cell starts its own edit from the key (its unseen input takes it). */
  typesItself: (spot: Spot) => boolean
  /** Folds or unfolds the heading on a line, or turns it round; answers whether there is one that changed. */
  fold: (line: number, folded?: boolean) => boolean
}

/** Where a move leads while no cell is active: from the top, or from where the active one stood when its record left. */
function onward(last: Spot | null, step: Step, extent: Extent): Spot {
  if (!last) return { row: 0, col: 0 }
  const at = { row: Math.min(last.row, extent.rows - 1), col: Math.min(last.col, extent.cols - 1) }
  // The next record has come up into its place.
  return step === 'down' ? at : move(at, step, extent)
}

/** Keys of the grid while no cell is being edited. */
export function gridKeyDown(event: KeyboardEvent, state: ShownState, extent: Extent, on: Handlers): void {
  const target = event.target as HTMLElement
  if (belongsToInputMethod(event) || state.editing || target.closest('[role=columnheader], [data-tally]'))
    return
  const command = commandOf(event, hasMod(event))
  if (!command) return
  const { active } = state
  if (!active) {
    if (command.do === 'move') {
      event.preventDefault()
      on.go(onward(state.last, command.step, extent))
    } else if (command.do === 'undo' || command.do === 'redo') on[command.do]()
    return
  }
  switch (command.do) {
    case 'move': {
      const sideways = command.step === 'left' || command.step === 'right'
      if (sideways && on.fold(active.row, command.step === 'left')) {
        event.preventDefault()
        return
      }
      const next = move(active, command.step, extent)
      const stuck = next.row === active.row && next.col === active.col
      // Tab on the last cell leaves the grid, as a person who cannot use a mouse needs.
      if (event.key === 'Tab' && stuck) return
      event.preventDefault()
      on.go(next)
      return
    }
    case 'extend':
      event.preventDefault()
      on.extend(move(state.head ?? active, command.step, extent))
      return
    case 'edit':
      if (command.seed && on.typesItself(active)) return
      event.preventDefault()
      if (!command.seed && !on.fold(active.row)) on.edit(active)
      return
    case 'open':
      event.preventDefault()
      on.open(active.row)
      return
    case 'select':
      event.preventDefault()
      if (!on.fold(active.row)) on.select()
      return
    case 'escape':
      on.escape()
      return
    default:
      event.preventDefault()
      on[command.do]()
  }
}
