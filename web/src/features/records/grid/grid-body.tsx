import type { Field, Form, Tally } from '@/api/types'
import { isClosed } from '../detail/record-parts'
import { edgesOn } from './cell-range'
import type { Paint } from './colours'
import { HEADER_HEIGHT, type PlacedColumn, TOTALS_HEIGHT } from './geometry'
import { GridRow } from './grid-row'
import { GroupLine } from './group-line'
import type { Selection } from './selection'
import type { Measure } from './totals'
import type { Grid } from './use-grid'

interface GridBodyProps {
  form: Form
  fields: Field[]
  grid: Grid
  selection: Selection
  canvas: number
  rows: { index: number; top: number }[]
  pinned: PlacedColumn[]
  pinnedWidth: number
  columns: PlacedColumn[]
  width: number
  rowHeight: number
  peek: string | undefined
  canEdit: boolean
  tallies: Readonly<Record<string, Tally>>
  measures: readonly Measure[]
  paintOf: Paint | undefined
}

/** The lines in view: headings and records. */
export function GridBody(props: GridBodyProps) {
  const { form, fields, grid, selection, peek, rowHeight, width } = props
  const { state, lines, range, filling } = grid
  const phoneField = form.fields.find(
    field => field.kind.type === 'phone' && !field.sensitive && !field.archived,
  )?.code
  // One active cell alone is drawn by itself; its corner is enough of a range to fill from.
  const shape = { pinned: props.pinned, pinnedWidth: props.pinnedWidth, columns: props.columns }
  return (
    <div
      className="relative"
      style={{ height: props.canvas, width, minHeight: `calc(100% - ${HEADER_HEIGHT + TOTALS_HEIGHT}px)` }}
    >
      {props.rows.map(({ index, top }) => {
        const active = state.active?.row === index
        const node = lines.groupAt(index)
        if (node) {
          return (
            <GroupLine
              key={`g${node.id}`}
              line={index}
              node={node}
              folded={lines.folded.has(node.id)}
              active={active}
              form={form.code}
              fields={fields}
              tallies={props.tallies}
              measures={props.measures}
              pinnedWidth={props.pinnedWidth}
              columns={props.columns}
              top={top}
              height={rowHeight}
              width={width}
              onFold={lines.fold}
              onSelect={line => grid.go({ row: line, col: state.active?.col ?? 0 })}
            />
          )
        }
        const record = lines.rowAt(index)
        return (
          <GridRow
            key={index}
            line={index}
            number={lines.numberAt(index)}
            record={record}
            form={form.code}
            fields={fields}
            {...shape}
            top={top}
            height={rowHeight}
            width={width}
            activeCol={active ? (state.active?.col ?? -1) : -1}
            editing={active && state.editing !== null}
            refused={active ? state.editing?.refused : undefined}
            told={active ? state.told : undefined}
            range={edgesOn(range, index)}
            fill={edgesOn(filling, index)}
            closed={record !== undefined && isClosed(form, record)}
            picked={record !== undefined && selection.has(record.id)}
            peeked={record !== undefined && record.id === peek}
            canEdit={props.canEdit}
            phoneField={phoneField}
            paintOf={props.paintOf}
            actions={grid.actions}
          />
        )
      })}
    </div>
  )
}
