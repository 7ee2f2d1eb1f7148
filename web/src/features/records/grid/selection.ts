import { useMemo, useState } from 'react'
import type { RecordRow } from '@/api/types'

/** Records picked for bulk work; they stay picked while the list scrolls. */
export interface Selection {
  /** Records picked one by one. */
  picked: ReadonlyMap<string, RecordRow>
  /** Everything that the list's question finds, whether it was ever on the screen or not, but for these. */
  except: ReadonlySet<string> | null
  size: number
  has: (id: string) => boolean
  toggle: (rows: readonly RecordRow[], on?: boolean) => void
  replace: (rows: readonly RecordRow[]) => void
  every: () => void
  clear: () => void
}

interface State {
  picked: ReadonlyMap<string, RecordRow>
  except: ReadonlySet<string> | null
}

export const NOTHING: State = { picked: new Map(), except: null }

/** The state after rows were ticked, unticked, or turned to `on`. */
export function toggled(state: State, rows: readonly RecordRow[], on?: boolean): State {
  if (state.except) {
    const except = new Set(state.except)
    for (const { id } of rows) {
      if (on ?? except.has(id)) except.delete(id)
      else except.add(id)
    }
    return { ...state, except }
  }
  const picked = new Map(state.picked)
  for (const row of rows) {
    if (on ?? !picked.has(row.id)) picked.set(row.id, row)
    else picked.delete(row.id)
  }
  return { ...state, picked }
}

export const sizeOf = ({ picked, except }: State, total: number | undefined): number =>
  except ? Math.max(0, (total ?? 0) - except.size) : picked.size

export function useSelection(total: number | undefined): Selection {
  const [state, setState] = useState<State>(NOTHING)
  return useMemo(
    () => ({
      ...state,
      size: sizeOf(state, total),
      has: id => (state.except ? !state.except.has(id) : state.picked.has(id)),
      toggle: (rows, on) => setState(old => toggled(old, rows, on)),
      replace: rows => setState({ picked: new Map(rows.map(row => [row.id, row])), except: null }),
      every: () => setState({ picked: new Map(), except: new Set() }),
      clear: () => setState(NOTHING),
    }),
    [state, total],
  )
}
