import { create } from 'zustand'
import type { Value } from '@/api/types'

interface Preset {
  values: Record<string, Value>
  /** What linked records among the values are called. */
  titles: Record<string, string>
  /** The row that was refused and is put right with it. */
  mends: string | undefined
}

/** What the next new record begins with: where on a board, a calendar or a record somebody asked for it. */
export const usePreset = create<Preset>(() => ({ values: {}, titles: {}, mends: undefined }))
export const startCreating = (
  values: Record<string, Value>,
  titles: Record<string, string> = {},
  mends?: string,
): void => usePreset.setState({ values, titles, mends })
