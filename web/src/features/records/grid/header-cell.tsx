import { ArrowDown, ArrowUp, Filter as FilterIcon } from 'lucide-react'
import { useRef } from 'react'
import type { Field, Sort } from '@/api/types'
import { kindOf } from '@/features/fields/registry'
import { words } from '@/lib/label'
import { cx } from '@/ui/class-names'
import { LEAST_WIDTH, MOST_WIDTH } from './geometry'

export interface HeaderCellProps {
  field: Field | undefined
  col: number
  cellWidth: number
  style: React.CSSProperties
  sort: Sort[]
  filtered: ReadonlySet<string>
  openField: string | undefined
  dragging: boolean
  /** Frozen headings stand in a frame that draws the line below them. */
  framed: boolean
  onMenu: (field: Field, anchor: HTMLElement) => void
  onResize: (col: number, width: number, done: boolean) => void
  onFit: (col: number) => void
  onMove: (col: number, by: number) => void
  /** The pointer took the heading; answers whether it was dragged, so that its click does nothing. */
  onGrab: (col: number, event: React.PointerEvent) => void
  wasDragged: () => boolean
}

export function HeaderCell(props: HeaderCellProps) {
  const { field, col, style, cellWidth, sort, filtered, openField, onMenu, onResize, onMove } = props
  if (!field) return null
  const kind = kindOf(field)
  const order = sort.findIndex(part => part.field === field.code)
  const sorted = sort[order]
  const Arrow = sorted?.descending ? ArrowDown : ArrowUp
  return (
    <div
      role="columnheader"
      data-head={col}
      aria-colindex={col + 2}
      aria-sort={sorted ? (sorted.descending ? 'descending' : 'ascending') : 'none'}
      style={style}
      className={cx('group/head flex', !props.framed && 'border-b border-line')}
    >
      <button
        type="button"
        aria-haspopup="dialog"
        title={words(field.name)}
        onPointerDown={event => props.onGrab(col, event)}
        onClick={event => !props.wasDragged() && onMenu(field, event.currentTarget)}
        onKeyDown={event => {
          const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
          if (!event.altKey || !by) return
          event.preventDefault()
          onMove(col, by)
        }}
        className={cx(
          'flex size-full min-w-0 items-center gap-1.5 px-2.5 text-13 text-fg-3 hover:bg-hover hover:text-fg focus-visible:-outline-offset-2',
          openField === field.code && 'bg-hover text-fg',
          kind.align === 'right' && 'justify-end',
          props.dragging && 'cursor-grabbing opacity-50',
        )}
      >
        <kind.icon size={14} className="shrink-0" aria-hidden="true" />
        <span className="truncate">{words(field.name)}</span>
        {filtered.has(field.code) && (
          <FilterIcon size={12} className="shrink-0 text-accent" aria-hidden="true" />
        )}
        {sorted && (
          <span className="flex shrink-0 items-center text-accent">
            <Arrow size={13} aria-hidden="true" />
            {sort.length > 1 && <span className="tabular text-[11px]">{order + 1}</span>}
          </span>
        )}
      </button>
      <ResizeHandle
        width={cellWidth}
        onResize={(next, done) => onResize(col, next, done)}
        onFit={() => props.onFit(col)}
      />
    </div>
  )
}

function ResizeHandle({
  width,
  onResize,
  onFit,
}: {
  width: number
  onResize: (width: number, done: boolean) => void
  onFit: () => void
}) {
  const drag = useRef<{ x: number; width: number; moved: boolean } | null>(null)
  const widthAt = (x: number) =>
    Math.max(LEAST_WIDTH, Math.min(MOST_WIDTH, (drag.current?.width ?? width) + x - (drag.current?.x ?? x)))
  return (
    <div
      aria-hidden="true"
      data-resize=""
      className="absolute inset-y-0 -right-1 z-[3] w-2 cursor-col-resize touch-none after:absolute after:inset-y-1.5 after:left-[3px] after:w-0.5 after:rounded-full hover:after:bg-accent active:after:bg-accent"
      onPointerDown={event => {
        event.stopPropagation()
        event.currentTarget.setPointerCapture(event.pointerId)
        drag.current = { x: event.clientX, width, moved: false }
      }}
      onPointerMove={event => {
        if (!drag.current) return
        drag.current.moved ||= event.clientX !== drag.current.x
        if (drag.current.moved) onResize(widthAt(event.clientX), false)
      }}
      onPointerUp={event => {
        if (drag.current?.moved) onResize(widthAt(event.clientX), true)
        drag.current = null
      }}
      onDoubleClick={onFit}
    />
  )
}
