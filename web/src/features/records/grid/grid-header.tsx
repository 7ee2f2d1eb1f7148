import { ArrowDown, ArrowUp, Filter as FilterIcon } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field, Sort } from '@/api/types'
import { kindOf } from '@/features/fields/registry'
import { words } from '@/lib/label'
import { cx } from '@/ui/class-names'
import { CheckBox } from '@/ui/controls'
import type { PlacedColumn } from './geometry'
import { GUTTER } from './grid-row'

interface GridHeaderProps {
  fields: Field[]
  title: PlacedColumn
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
}

export const HEADER_HEIGHT = 36
const LEAST_WIDTH = 64
const MOST_WIDTH = 720

export function GridHeader(props: GridHeaderProps) {
  const { t } = useTranslation()
  const { fields, title, columns, width } = props
  return (
    <div
      role="row"
      aria-rowindex={1}
      className="sticky top-0 z-[5] flex bg-surface"
      style={{ height: HEADER_HEIGHT, width }}
    >
      <div
        className="sticky left-0 z-[2] flex shrink-0 border-b border-r border-line bg-surface"
        style={{ width: GUTTER + title.width }}
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
        <HeaderCell
          {...props}
          col={0}
          field={fields[0]}
          style={{ width: title.width, position: 'relative' }}
          cellWidth={title.width}
        />
      </div>
      {columns.map(column => (
        <HeaderCell
          key={column.index}
          {...props}
          col={column.index}
          field={fields[column.index]}
          cellWidth={column.width}
          style={{
            position: 'absolute',
            left: GUTTER + title.width + column.start,
            width: column.width,
            height: HEADER_HEIGHT,
          }}
        />
      ))}
      <div className="absolute bottom-0 left-0 border-b border-line" style={{ width }} />
    </div>
  )
}

interface HeaderCellProps extends GridHeaderProps {
  field: Field | undefined
  col: number
  cellWidth: number
  style: React.CSSProperties
}

function HeaderCell({
  field,
  col,
  style,
  cellWidth,
  sort,
  filtered,
  openField,
  onMenu,
  onResize,
}: HeaderCellProps) {
  if (!field) return null
  const kind = kindOf(field)
  const order = sort.findIndex(part => part.field === field.code)
  const sorted = sort[order]
  const Arrow = sorted?.descending ? ArrowDown : ArrowUp
  return (
    <div
      role="columnheader"
      aria-colindex={col + 2}
      aria-sort={sorted ? (sorted.descending ? 'descending' : 'ascending') : 'none'}
      style={style}
      className={cx('group/head flex', col > 0 && 'border-b border-line')}
    >
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={event => onMenu(field, event.currentTarget)}
        className={cx(
          'flex size-full min-w-0 items-center gap-1.5 px-2.5 text-13 text-fg-3 hover:bg-hover hover:text-fg focus-visible:-outline-offset-2',
          openField === field.code && 'bg-hover text-fg',
          kind.align === 'right' && 'justify-end',
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
      <ResizeHandle width={cellWidth} onResize={(next, done) => onResize(col, next, done)} />
    </div>
  )
}

function ResizeHandle({
  width,
  onResize,
}: {
  width: number
  onResize: (width: number, done: boolean) => void
}) {
  const drag = useRef<{ x: number; width: number } | null>(null)
  const widthAt = (x: number) =>
    Math.max(LEAST_WIDTH, Math.min(MOST_WIDTH, (drag.current?.width ?? width) + x - (drag.current?.x ?? x)))
  return (
    <div
      aria-hidden="true"
      className="absolute inset-y-0 -right-1 z-[3] w-2 cursor-col-resize touch-none after:absolute after:inset-y-1.5 after:left-[3px] after:w-0.5 after:rounded-full hover:after:bg-accent active:after:bg-accent"
      onPointerDown={event => {
        event.stopPropagation()
        event.currentTarget.setPointerCapture(event.pointerId)
        drag.current = { x: event.clientX, width }
      }}
      onPointerMove={event => drag.current && onResize(widthAt(event.clientX), false)}
      onPointerUp={event => {
        if (!drag.current) return
        onResize(widthAt(event.clientX), true)
        drag.current = null
      }}
    />
  )
}
