import { memo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field, RecordRow, Value } from '@/api/types'
import { displayOf, recordValue } from '@/features/fields/field-values'
import { isEditable, kindOf } from '@/features/fields/registry'
import { cx } from '@/ui/class-names'
import { CheckBox } from '@/ui/controls'
import { CellHost } from './cell-host'
import { CellInput } from './cell-input'
import type { PlacedColumn } from './geometry'
import type { Step } from './grid-state'
import { TitleCell } from './title-cell'

export const GUTTER = 44

export interface GridActions {
  select: (row: number, col: number) => void
  edit: (row: number, col: number) => void
  stop: () => void
  commit: (record: RecordRow, field: Field, value: Value, step: Step | undefined, display?: string) => void
  open: (record: RecordRow, row: number) => void
  write: (record: RecordRow, row: number) => void
  toggle: (record: RecordRow, row: number, range: boolean) => void
}

interface GridRowProps {
  index: number
  record: RecordRow | undefined
  form: string
  fields: Field[]
  title: PlacedColumn
  columns: PlacedColumn[]
  top: number
  height: number
  width: number
  activeCol: number
  editing: boolean
  selected: boolean
  peeked: boolean
  canEdit: boolean
  phoneField: string | undefined
  actions: GridActions
}

export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { index, record, fields, title, columns, top, height, width, selected, peeked, actions, form } = props
  const tint = selected
    ? 'bg-[color-mix(in_oklab,var(--accent)_8%,var(--bg-surface))]'
    : peeked
      ? 'bg-hover'
      : 'bg-surface group-hover/row:bg-hover'
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      className="group/row absolute left-0 top-0 flex"
      style={{ transform: `translateY(${top}px)`, height, width }}
    >
      <div
        className={cx('sticky left-0 z-[2] flex shrink-0 border-b border-r border-line', tint)}
        style={{ width: GUTTER + title.width }}
      >
        <div
          role="gridcell"
          aria-colindex={1}
          className="tabular flex shrink-0 items-center justify-center text-12 text-fg-3"
          style={{ width: GUTTER }}
        >
          <span className={cx(selected ? 'hidden' : 'group-hover/row:hidden')}>{index + 1}</span>
          {record && (
            <span
              className={cx(
                'flex size-full items-center justify-center',
                !selected && 'hidden group-hover/row:flex',
              )}
            >
              <RowCheck checked={selected} onToggle={range => actions.toggle(record, index, range)} />
            </span>
          )}
        </div>
        <Cell {...props} field={fields[0]} col={0} style={{ width: title.width }} first />
      </div>
      {columns.map(column => (
        <Cell
          key={column.index}
          {...props}
          field={fields[column.index]}
          col={column.index}
          tint={tint}
          style={{
            position: 'absolute',
            left: GUTTER + title.width + column.start,
            width: column.width,
            height,
          }}
        />
      ))}
      <div
        className={cx('absolute inset-y-0 -z-[1] border-b border-line', tint)}
        style={{ left: 0, width }}
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

interface CellProps extends GridRowProps {
  field: Field | undefined
  col: number
  style: React.CSSProperties
  tint?: string
  first?: boolean
}

function Cell({
  field,
  col,
  style,
  tint,
  first,
  record,
  index,
  activeCol,
  editing,
  canEdit,
  actions,
  form,
  phoneField,
}: CellProps) {
  if (!field) return null
  const kind = kindOf(field)
  const active = activeCol === col
  const open = active && editing
  const editable = canEdit && isEditable(field)
  return (
    <div
      role="gridcell"
      id={active ? 'active-cell' : undefined}
      aria-colindex={col + 2}
      aria-readonly={!editable}
      style={style}
      onMouseDown={event => {
        if (open || event.button !== 0) return
        // The press must not take the focus away from the cell's own input.
        event.preventDefault()
        actions.select(index, col)
      }}
      onDoubleClick={() => record && editable && actions.edit(index, col)}
      className={cx(
        'flex min-w-0 cursor-default items-center px-2.5 text-13',
        first ? 'relative min-w-0 font-medium text-fg' : 'border-b border-line text-fg-2',
        kind.align === 'right' && 'justify-end',
        tint,
        active && 'z-[1] outline-2 -outline-offset-2 outline-accent',
      )}
    >
      {!record ? (
        <span
          className="bone appear-late h-2.5"
          style={{ width: `${40 + ((index * 13 + col * 29) % 40)}%` }}
        />
      ) : first ? (
        <TitleCell
          record={record}
          field={field}
          form={form}
          index={index}
          actions={actions}
          phoneField={phoneField}
          canWrite={canEdit}
        />
      ) : (
        <kind.Cell
          field={field}
          form={form}
          record={record.id}
          value={recordValue(record, field.code)}
          display={displayOf(record, field.code)}
        />
      )}
      {record && active && editable && kind.typing && (
        <CellInput
          field={field}
          record={record}
          editing={open}
          onStart={() => actions.edit(index, col)}
          onCommit={(value, step) => actions.commit(record, field, value, step)}
          onCancel={actions.stop}
        />
      )}
      {record && open && !kind.typing && (
        <CellHost
          field={field}
          form={form}
          record={record}
          onCommit={(value, step, display) => actions.commit(record, field, value, step, display)}
          onCancel={actions.stop}
        />
      )}
    </div>
  )
}
