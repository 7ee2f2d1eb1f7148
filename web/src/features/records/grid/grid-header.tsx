import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field, Sort } from '@/api/types'
import { CheckBox } from '@/ui/controls'
import { gapAt } from './columns'
import { GUTTER, HEADER_HEIGHT, type PlacedColumn, place } from './geometry'
import { HeaderCell } from './header-cell'

interface GridHeaderProps {
  fields: Field[]
  widths: number[]
  pinned: PlacedColumn[]
  pinnedWidth: number
  columns: PlacedColumn[]
  width: number
  sort: Sort[]
  filtered: ReadonlySet<string>
  allSelected: boolean
  someSelected: boolean
  openField: string | undefined
  onSelectAll: () => void
  onMenu: (field: Field, anchor: HTMLElement) => void
  onResize: (col: number, width: number, done: boolean) => void
  onFit: (col: number) => void
  /** The column goes before the one at this place. */
  onReorder: (from: number, gap: number) => void
}

const THRESHOLD = 5

/** The headings. One is dragged to another place, or moved there by Alt and an arrow. */
export function GridHeader(props: GridHeaderProps) {
  const { t } = useTranslation()
  const { fields, pinned, pinnedWidth, columns, width, widths } = props
  const row = useRef<HTMLDivElement>(null)
  const [drag, setDrag] = useState<{ from: number; gap: number }>()
  const dragged = useRef(false)
  const placed = place(widths)

  const grab = (from: number, event: React.PointerEvent) => {
    if (event.button !== 0 || event.pointerType === 'touch') return
    dragged.current = false
    if (from === 0) return
    const startX = event.clientX
    let gap: number | undefined
    const move = (to: PointerEvent) => {
      if (!dragged.current && Math.abs(to.clientX - startX) < THRESHOLD) return
      dragged.current = true
      const box = row.current?.getBoundingClientRect()
      const scroller = row.current?.parentElement
      if (!box || !scroller) return
      const edge = scroller.getBoundingClientRect()
      if (to.clientX > edge.right - 40) scroller.scrollBy(16, 0)
      else if (to.clientX < edge.left + GUTTER + pinnedWidth + 20) scroller.scrollBy(-16, 0)
      // Frozen columns stand over the scrolled ones: what is under the pointer there is the frozen one.
      const over = to.clientX - edge.left - GUTTER
      const x = over < pinnedWidth ? over : to.clientX - box.left - GUTTER
      gap = gapAt(placed, x)
      setDrag({ from, gap })
    }
    const end = () => {
      removeEventListener('pointermove', move)
      removeEventListener('pointerup', end)
      removeEventListener('pointercancel', end)
      setDrag(undefined)
      if (dragged.current && gap !== undefined) props.onReorder(from, gap)
    }
    addEventListener('pointermove', move)
    addEventListener('pointerup', end)
    addEventListener('pointercancel', end)
  }
  const cell = (column: PlacedColumn, style: React.CSSProperties, framed = false) => (
    <HeaderCell
      key={column.index}
      col={column.index}
      field={fields[column.index]}
      cellWidth={column.width}
      style={style}
      sort={props.sort}
      filtered={props.filtered}
      openField={props.openField}
      dragging={drag?.from === column.index}
      framed={framed}
      onMenu={props.onMenu}
      onResize={props.onResize}
      onFit={props.onFit}
      onMove={(col, by) => props.onReorder(col, by < 0 ? col - 1 : col + 2)}
      onGrab={grab}
      wasDragged={() => {
        const was = dragged.current
        dragged.current = false
        return was
      }}
    />
  )
  const line = drag && (placed[drag.gap]?.start ?? (placed.at(-1)?.start ?? 0) + (placed.at(-1)?.width ?? 0))
  return (
    <div
      ref={row}
      role="row"
      aria-rowindex={1}
      className="sticky top-0 z-[5] flex select-none bg-surface"
      style={{ height: HEADER_HEIGHT, width }}
    >
      <div
        className="sticky left-0 z-[2] flex shrink-0 border-b border-r border-line bg-surface"
        style={{ width: GUTTER + pinnedWidth }}
      >
        <div
          role="columnheader"
          aria-colindex={1}
          className="flex shrink-0 items-center justify-center"
          style={{ width: GUTTER }}
        >
          <CheckBox
            checked={props.allSelected}
            some={props.someSelected}
            onChange={props.onSelectAll}
            label={t('records:select_all')}
          />
        </div>
        {pinned.map(column => cell(column, { width: column.width, position: 'relative' }, true))}
      </div>
      {columns.map(column =>
        cell(column, {
          position: 'absolute',
          left: GUTTER + pinnedWidth + column.start,
          width: column.width,
          height: HEADER_HEIGHT,
        }),
      )}
      <div className="absolute bottom-0 left-0 border-b border-line" style={{ width }} />
      {line !== undefined && (
        <div
          aria-hidden="true"
          className="pointer-events-none absolute top-0 z-[6] h-screen w-0.5 bg-accent"
          style={{ left: GUTTER + line - 1 }}
        />
      )}
    </div>
  )
}
