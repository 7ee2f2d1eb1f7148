import { useCallback, useEffect, useRef } from 'react'
import type { Field } from '@/api/types'
import { isEditable, kindOf } from '@/features/fields/registry'
import type { GridState } from './grid-state'
import { isKeyboardFree } from './keyboard'

/** Keeps the keyboard in the grid: with the cell that types, or with the grid itself. */
export function useGridFocus(
  scroller: React.RefObject<HTMLElement | null>,
  state: GridState,
  activeField: Field | undefined,
  canEdit: boolean,
): void {
  const focusGrid = useCallback(() => scroller.current?.focus({ preventScroll: true }), [scroller])
  // Cells without an input of their own leave the keys to the grid itself.
  const kind = activeField && kindOf(activeField)
  const typing = activeField && (kind?.typing || kind?.searching) && isEditable(activeField) && canEdit
  const quiet = !state.editing && state.active !== null && !typing
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new active cell takes the keyboard along, unless somebody writes elsewhere.
  useEffect(() => {
    if (quiet && isKeyboardFree(scroller.current)) focusGrid()
  }, [quiet, state.active, focusGrid])
  // The cell that holds the keyboard may scroll out of what is drawn, or lead to a row that is still loading: then the
  // keyboard falls back to the grid. Some browsers tell of a focus that ends with its element, some do not.
  const inside = useRef(false)
  useEffect(() => {
    const enter = (event: FocusEvent) => {
      inside.current = scroller.current?.contains(event.target as Node) ?? false
    }
    const leave = (event: FocusEvent) => {
      const from = event.target as Node
      const was = inside.current
      inside.current = false
      queueMicrotask(() => {
        if (was && !from.isConnected && document.activeElement === document.body) focusGrid()
      })
    }
    document.addEventListener('focusin', enter)
    document.addEventListener('focusout', leave)
    return () => {
      document.removeEventListener('focusin', enter)
      document.removeEventListener('focusout', leave)
    }
  }, [focusGrid, scroller])
  useEffect(() => {
    if (inside.current && document.activeElement === document.body) focusGrid()
  })
  const { editing } = state
  const wasEditing = useRef(false)
  useEffect(() => {
    if (wasEditing.current && !editing && document.activeElement === document.body) focusGrid()
    wasEditing.current = editing !== null
  }, [editing, focusGrid])
}
