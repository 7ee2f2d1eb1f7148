import type { Field, FoundBecause, RecordRow, Value } from '@/api/types'
import { displayOf, recordValue } from '@/features/fields/field-values'
import { isEditable, kindOf } from '@/features/fields/registry'
import type { RefusedCell } from '@/offline/refused'
import { CellMark } from '@/offline/unsent-mark'
import { cx } from '@/ui/class-names'
import type { Unread } from '../edit/keep-unread'
import { cellText } from '../edit/refused-cells'
import { CellHost } from './cell-host'
import { CellInput } from './cell-input'
import type { RowEdges } from './cell-range'
import { CellSearch } from './cell-search'
import type { Refused, Step } from './grid-state'
import type { WhyNot } from './read-only'
import { ReadOnlyHint } from './read-only-hint'
import { RefusedMark } from './refused-mark'
import { TitleCell } from './title-cell'

export interface GridActions {
  select: (line: number, col: number, extend?: boolean) => void
  edit: (line: number, col: number) => void
  stop: (record: RecordRow, field: Field) => void
  commit: (record: RecordRow, field: Field, value: Value, step: Step | undefined, display?: string) => void
  /** What was typed there and left is no value. */
  unread: (unread: Unread) => void
  open: (record: RecordRow, line: number) => void
  write: (record: RecordRow, line: number) => void
  toggle: (record: RecordRow, line: number, range: boolean) => void
  /** The pointer took the corner of the selection, to fill. */
  startFill: () => void
}

interface GridCellProps {
  field: Field | undefined
  col: number
  line: number
  record: RecordRow | undefined
  form: string
  style: React.CSSProperties
  /** The row's ground, for cells that scroll over others. */
  ground?: string | undefined
  /** A colour rule's own ground for this cell. */
  paint?: string | undefined
  active: boolean
  editing: boolean
  /** What was typed here and refused. */
  refused: Refused | undefined
  /** Why the active cell cannot be edited, where somebody wanted to. */
  told: WhyNot | undefined
  canEdit: boolean
  /** The record has come to an end: nothing is late on it any more. */
  closed: boolean
  /** Its value has not reached the server yet. */
  unsent: boolean
  /** Its record is to go as soon as the server is back. */
  going: boolean
  /** A value that was to be here and would not be taken. */
  mark: RefusedCell | undefined
  selected: RowEdges | undefined
  filling: RowEdges | undefined
  /** The selection ends here: the handle to fill from. */
  corner: boolean
  phoneField: string | undefined
  /** By which field a search found the record, where no column shows it. */
  because: FoundBecause | null | undefined
  actions: GridActions
}

const within = (edges: RowEdges | undefined, col: number): boolean =>
  edges !== undefined && col >= edges.left && col <= edges.right

/** The outer border of a range, as far as it runs along this cell. */
function border(edges: RowEdges, col: number, colour: string): string {
  const sides = [
    edges.top && `inset 0 1px 0 0 ${colour}`,
    edges.bottom && `inset 0 -1px 0 0 ${colour}`,
    col === edges.left && `inset 1px 0 0 0 ${colour}`,
    col === edges.right && `inset -1px 0 0 0 ${colour}`,
  ]
  return sides.filter(Boolean).join(', ')
}

export function GridCell(props: GridCellProps) {
  const { field, col, line, record, form, ground, active, editing, canEdit, selected, filling, actions } =
    props
  if (!field) return null
  const kind = kindOf(field)
  const title = col === 0
  const open = active && editing
  const editable = canEdit && isEditable(field)
  const inRange = within(selected, col)
  const inFill = within(filling, col)
  const shadow = [
    inRange && selected && border(selected, col, 'var(--accent)'),
    inFill && filling && border(filling, col, 'var(--fg-3)'),
  ].filter(Boolean)
  const wash = inRange && !active ? 'var(--accent)' : undefined
  const style: React.CSSProperties = { ...props.style }
  if (props.paint) style.backgroundColor = props.paint
  if (wash)
    style.backgroundImage = `linear-gradient(color-mix(in oklab, ${wash} 9%, transparent), color-mix(in oklab, ${wash} 9%, transparent))`
  if (shadow.length > 0) style.boxShadow = shadow.join(', ')
  return (
    <div
      role="gridcell"
      id={active ? 'active-cell' : undefined}
      data-col={col}
      aria-colindex={col + 2}
      aria-readonly={!editable}
      aria-selected={inRange || undefined}
      aria-invalid={props.mark !== undefined || undefined}
      title={props.mark && cellText(props.mark)}
      style={style}
      onMouseDown={event => {
        if (open || event.button !== 0) return
        // The press must not take the focus away from the cell's own input.
        event.preventDefault()
        actions.select(line, col, event.shiftKey)
      }}
      onDoubleClick={() => record && actions.edit(line, col)}
      className={cx(
        'flex min-w-0 cursor-default items-center border-b border-line px-2.5 text-13',
        title ? 'font-medium text-fg' : 'text-fg-2',
        kind.align === 'right' && 'justify-end',
        ground,
        (active || props.corner) && 'z-[1]',
        // Above whatever stands in the cell, also its editor.
        active &&
          "after:pointer-events-none after:absolute after:inset-0 after:z-[4] after:border-2 after:border-accent after:content-['']",
      )}
    >
      {!record ? (
        <span
          className="bone appear-late h-2.5"
          style={{ width: `${40 + ((line * 13 + col * 29) % 40)}%` }}
        />
      ) : title ? (
        <TitleCell
          record={record}
          field={field}
          form={form}
          index={line}
          actions={actions}
          phoneField={props.phoneField}
          because={props.because}
          canWrite={canEdit}
        />
      ) : (
        <kind.Cell
          field={field}
          form={form}
          record={record.id}
          value={recordValue(record, field.code)}
          display={displayOf(record, field.code)}
          closed={props.closed}
        />
      )}
      {record && active && editable && kind.typing && (
        <CellInput
          key={`${record.id} ${field.code}`}
          field={field}
          record={record}
          editing={open}
          refused={props.refused}
          onStart={() => actions.edit(line, col)}
          onCommit={(value, step) => actions.commit(record, field, value, step)}
          onUnread={(value, problem, params) => actions.unread({ record, field, value, problem, params })}
          onCancel={() => actions.stop(record, field)}
        />
      )}
      {record && active && editable && kind.searching && (
        <CellSearch
          key={`${record.id} ${field.code}`}
          field={field}
          form={form}
          record={record}
          editing={open}
          onStart={() => actions.edit(line, col)}
          onCommit={(value, step, display) => actions.commit(record, field, value, step, display)}
          onCancel={() => actions.stop(record, field)}
        />
      )}
      {record && open && !kind.typing && !kind.searching && (
        <CellHost
          key={`${record.id} ${field.code}`}
          field={field}
          form={form}
          record={record}
          onCommit={(value, step, display) => actions.commit(record, field, value, step, display)}
          onCancel={() => actions.stop(record, field)}
        />
      )}
      {props.mark && !open && <RefusedMark cell={props.mark} end={kind.align === 'right'} />}
      {props.unsent && !open && <CellMark going={props.going} end={kind.align === 'right'} />}
      {active && props.told && <ReadOnlyHint why={props.told} end={col > 2} />}
      {props.corner && canEdit && !editing && (
        <span
          aria-hidden="true"
          data-fill-handle=""
          className="absolute bottom-0 right-0 z-[3] size-2 cursor-crosshair border-l border-t border-surface bg-accent"
          onMouseDown={event => {
            event.preventDefault()
            event.stopPropagation()
            actions.startFill()
          }}
        />
      )}
    </div>
  )
}
