import { useMemo, useState } from 'react'
import type { RecordRow } from '@/api/types'

/** Picked records with the revision they were picked at; they stay picked while the list scrolls. */
export interface Selection {
  picked: ReadonlyMap<string, RecordRow>
  has: (id: string) => boolean
  toggle: (rows: readonly RecordRow[], on?: boolean) => void
  replace: (rows: readonly RecordRow[]) => void
  clear: () => void
}

export function useSelection(): Selection {
  const [picked, setPicked] = useState<ReadonlyMap<string, RecordRow>>(new Map())
  return useMemo(
    () => ({
      picked,
      has: id => picked.has(id),
      toggle: (rows, on) =>
        setPicked(old => {
          const next = new Map(old)
          for (const row of rows) {
            if (on ?? !old.has(row.id)) next.set(row.id, row)
            else next.delete(row.id)
          }
          return next
        }),
      replace: rows => setPicked(new Map(rows.map(row => [row.id, row]))),
      clear: () => setPicked(new Map()),
    }),
    [picked],
  )
}
