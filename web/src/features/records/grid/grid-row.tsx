import { memo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field, RecordRow } from '@/api/types'
import { refusedOn, useRefused } from '@/offline/refused'
import { unsentOn, useUnsent, WHOLE } from '@/offline/unsent'
import { cx } from '@/ui/class-names'
import { CheckBox } from '@/ui/controls'
import { readEdges } from './cell-range'
import type { Paint } from './colours'
import { GUTTER, type PlacedColumn } from './geometry'
import { type GridActions, GridCell } from './grid-cell'
import type { Refused } from './grid-state'
import type { WhyNot } from './read-only'

interface GridRowProps {
  line: number
  number: number
  record: RecordRow | undefined
  form: string
  fields: Field[]
  pinned: PlacedColumn[]
  pinnedWidth: number
  columns: PlacedColumn[]
  top: number
  height: number
  width: number
  activeCol: number
  editing: boolean
  refused: Refused | undefined
  told: WhyNot | undefined
  /** The part of the selection on this row, and of the fill being dragged (`edgesOn`). */
  range: string
  fill: string
  /** The record has come to an end. */
  closed: boolean
  /** The row was picked for bulk work. */
  picked: boolean
  peeked: boolean
  canEdit: boolean
  phoneField: string | undefined
  paintOf: Paint | undefined
  actions: GridActions
}

/** From here on a row's number takes more room than its column has. */
const LONG_NUMBER = 100_000

const ground = (hue: string): string => `color-mix(in oklab, var(--hue-${hue}) 13%, var(--bg-surface))`

export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { line, record, fields, pinned, columns, top, height, width, picked, peeked, actions, form } = props
  const range = readEdges(props.range)
  const unsent = useUnsent(state => unsentOn(state, record?.id)).split(' ')
  const going = unsent.includes(WHOLE)
  const marks = useRefused(state => refusedOn(state, record?.id))
  const fill = readEdges(props.fill)
  const paint = record && !picked ? props.paintOf?.(record) : undefined
  const tint = picked
    ? 'bg-[color-mix(in_oklab,var(--accent)_8%,var(--bg-surface))]'
    : peeked
      ? 'bg-hover'
      : 'bg-surface group-hover/row:bg-hover'
  const rowPaint = paint?.row && !peeked ? ground(paint.row) : undefined
  // What a column shows needs no other words.
  const because = fields.some(field => field.code === record?.because?.field) ? undefined : record?.because
  const shade = rowPaint ? { backgroundColor: rowPaint } : undefined
  const cell = (column: PlacedColumn, style: React.CSSProperties, cover?: string) => {
    const field = fields[column.index]
    const own = field && paint?.cells[field.code]
    return (
      <GridCell
        key={column.index}
        field={field}
        col={column.index}
        line={line}
        record={record}
        form={form}
        style={style}
        ground={cover}
        paint={own ? ground(own) : cover ? rowPaint : undefined}
        active={props.activeCol === column.index}
        editing={props.editing}
        refused={props.refused}
        told={props.told}
        unsent={field !== undefined && (going ? column.index === 0 : unsent.includes(field.code))}
        going={going}
        mark={marks.length > 0 ? marks.find(mark => mark.field === field?.code) : undefined}
        canEdit={props.canEdit}
        closed={props.closed}
        selected={range}
        filling={fill}
        corner={Boolean(range?.bottom) && range?.right === column.index && !fill}
        phoneField={props.phoneField}
        because={because}
        actions={actions}
      />
    )
  }
  return (
    <div
      role="row"
      aria-rowindex={line + 2}
      aria-selected={picked}
      data-line={line}
      // What the active cell says below itself lies above the next rows.
      className={cx(
        'group/row absolute left-0 top-0 flex',
        props.activeCol >= 0 && 'z-[1]',
        going && 'opacity-60 [&_button]:line-through',
      )}
      style={{ transform: `translateY(${top}px)`, height, width }}
    >
      <div
        className={cx('sticky left-0 z-[2] flex shrink-0 border-r border-line', tint)}
        style={{ width: GUTTER + props.pinnedWidth, ...shade }}
      >
        <div
          role="gridcell"
          aria-colindex={1}
          className="tabular flex shrink-0 items-center justify-center border-b border-line text-12 text-fg-3"
          style={{ width: GUTTER }}
        >
          <span
            className={cx(
              picked ? 'hidden' : 'group-hover/row:hidden',
              props.number >= LONG_NUMBER && 'text-[10px]',
            )}
          >
            {props.number}
          </span>
          {record && (
            <span
              className={cx(
                'flex size-full items-center justify-center',
                !picked && 'hidden group-hover/row:flex',
              )}
            >
              <RowCheck checked={picked} onToggle={extend => actions.toggle(record, line, extend)} />
            </span>
          )}
        </div>
        {pinned.map(column => cell(column, { width: column.width, position: 'relative' }))}
      </div>
      {columns.map(column =>
        cell(
          column,
          {
            position: 'absolute',
            left: GUTTER + props.pinnedWidth + column.start,
            width: column.width,
            height,
          },
          tint,
        ),
      )}
      <div
        className={cx('absolute inset-y-0 -z-[1] border-b border-line', tint)}
        style={{ left: 0, width, ...shade }}
        data-form={form}
      />
    </div>
  )
})

function RowCheck({ checked, onToggle }: { checked: boolean; onToggle: (range: boolean) => void }) {
  const { t } = useTranslation()
  const range = useRef(false)
  return (
    <span
      className="flex"
      onClickCapture={event => {
        range.current = event.shiftKey
      }}
    >
      <CheckBox checked={checked} onChange={() => onToggle(range.current)} label={t('records:select_row')} />
    </span>
  )
}
