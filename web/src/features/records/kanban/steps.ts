import type { RecordRow } from '@/api/types'

export interface Place {
  key: string
  id: string
}

/** The card that an arrow leads to: up and down in the column, left and right at about the same height; none at the edge. */
export function stepFrom(
  arrow: string,
  from: Place,
  columns: readonly string[],
  rows: ReadonlyMap<string, readonly RecordRow[]>,
): Place | undefined {
  const here = rows.get(from.key) ?? []
  const at = here.findIndex(row => row.id === from.id)
  const card = (key: string, index: number): Place | undefined => {
    const row = rows.get(key)?.[index]
    return row && { key, id: row.id }
  }
  switch (arrow) {
    case 'ArrowDown':
      return card(from.key, at + 1)
    case 'ArrowUp':
      return at > 0 ? card(from.key, at - 1) : undefined
    case 'Home':
      return card(from.key, 0)
    case 'End':
      return card(from.key, here.length - 1)
    case 'ArrowLeft':
    case 'ArrowRight': {
      const step = arrow === 'ArrowLeft' ? -1 : 1
      for (let next = columns.indexOf(from.key) + step; next >= 0 && next < columns.length; next += step) {
        const key = columns[next] ?? ''
        const count = rows.get(key)?.length ?? 0
        if (count > 0) return card(key, Math.min(Math.max(at, 0), count - 1))
      }
      return undefined
    }
    default:
      return undefined
  }
}
