import type { CellProps } from '../kind-ui'

export function TextCell({ value, display }: CellProps) {
  return (
    <span className="truncate">
      {display ?? (value === null || value === undefined ? '' : String(value))}
    </span>
  )
}
