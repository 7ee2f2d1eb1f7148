import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { keys } from '@/api/queries'
import type { Form } from '@/api/types'
import { lastOf, type UndoStep } from './undo-stack'
import { type Save, useSave } from './use-save'
import { useUndo } from './use-undo'
import { useUndoKeys } from './use-undo-keys'

export interface Moved {
  save: Save
  /** Asks anew what stands where. */
  refetch: () => Promise<void>
  /** The way back of what was just done to this record: the same step that the keys take back. */
  wayBack: (id: string) => { step: UndoStep; run: () => void } | undefined
}

/**
 * Records that are moved about, on a board or in a calendar: their moves are steps as edits of cells are, taken back by keys or
 * by what tells of them, and where they stand is asked anew after each. `back`: records that were taken back or forth.
 */
export function useMoved(form: Form, within: string, back?: (ids: readonly string[]) => void): Moved {
  const client = useQueryClient()
  const save = useSave(form)
  const { undo, redo, undoStep } = useUndo(form, save)
  const refetch = useCallback(async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: keys.pages(form.code) }),
      client.invalidateQueries({ queryKey: keys.counts(form.code) }),
    ])
  }, [client, form.code])
  const settled = async (step: UndoStep | undefined) => {
    if (!step) return
    back?.(step.kind === 'edit' ? [step.id] : step.ids)
    await refetch()
  }
  useUndoKeys(
    () => void undo().then(settled),
    () => void redo().then(settled),
    within,
  )
  return {
    save,
    refetch,
    wayBack: id => {
      const step = lastOf(form.code, id)
      return step && { step, run: () => void undoStep(step).then(() => settled(step)) }
    },
  }
}
