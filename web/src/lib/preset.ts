import { create } from 'zustand'
import type { Value } from '@/api/types'

interface Preset {
  values: Record<string, Value>
  /** What linked records among the values are called. */
  titles: Record<string, string>
}

/** What the next new record begins with: where on a board, a calendar or a record somebody asked for it. */
export const usePreset = create<Preset>(() => ({ values: {}, titles: {} }))
export const startCreating = (values: Record<string, Value>, titles: Record<string, string> = {}): void =>
  usePreset.setState({ values, titles })
