import { create } from 'zustand'
import type { Value } from '@/api/types'

/** What the next new record begins with: where on a board or calendar somebody asked for it. */
export const usePreset = create<{ values: Record<string, Value> }>(() => ({ values: {} }))
export const startCreating = (values: Record<string, Value>): void => usePreset.setState({ values })
