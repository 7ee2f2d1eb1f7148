import { create } from 'zustand'
import type { RecordFull, Value } from '@/api/types'

/** An edit that met somebody else's edit of the same fields. */
export interface Conflict {
  form: string
  id: string
  mine: Record<string, Value>
  mineDisplay: Record<string, string | null>
  current: RecordFull
  fields: string[]
  /** Mine is what was to be taken back. */
  undoes?: boolean
}

export const useConflict = create<{ conflict: Conflict | null }>(() => ({ conflict: null }))
export const setConflict = (conflict: Conflict | null): void => useConflict.setState({ conflict })
