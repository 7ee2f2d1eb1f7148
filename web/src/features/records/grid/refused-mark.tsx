import { CircleAlert } from 'lucide-react'
import type { RefusedCell } from '@/offline/refused'
import { cx } from '@/ui/class-names'
import { markText } from '../edit/refused-cells'

/** What was to stand in a cell and would not be taken, above what stands there. Enter opens it to be mended. */
export function RefusedMark({ cell, end }: { cell: RefusedCell; end: boolean }) {
  return (
    <span
      data-refused=""
      className="pointer-events-none absolute inset-px z-[1] flex items-center gap-1 bg-bad-soft px-2.5 text-bad"
    >
      <span aria-hidden="true" className={cx('min-w-0 flex-1 truncate', end && 'text-right')}>
        {cell.text || '–'}
      </span>
      <CircleAlert size={13} className="shrink-0" aria-hidden="true" />
      <span className="sr-only">{markText(cell)}</span>
    </span>
  )
}
