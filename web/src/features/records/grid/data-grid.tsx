import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field, RecordRow, Sort } from '@/api/types'
import { words } from '@/lib/label'
import { Arriving } from '@/ui/arriving'
import { ErrorState } from '@/ui/states'
import { useKeepUnread } from '../edit/keep-unread'
import type { Save } from '../edit/use-save'
import { useUndo } from '../edit/use-undo'
import { useUndoKeys } from '../edit/use-undo-keys'
import { fieldsIn } from '../filters/fields-in'
import { HeaderPanel } from '../list-parts'
import type { ListState } from '../list-state'
import { isSingle } from './cell-range'
import { GridBody } from './grid-body'
import { GridFooter } from './grid-footer'
import { GridHeader } from './grid-header'
import { isOfBin } from './of-bin'
import type { Selection } from './selection'
import { statsOf } from './selection-stats'
import { TotalsRow } from './totals-row'
import { useCells } from './use-cells'
import { useGrid } from './use-grid'
import { gridKeyDown } from './use-grid-keys'
import type { RowQuery } from './use-pages'
import { useTable } from './use-table'
import { useWalk } from './use-walk'

interface DataGridProps {
  list: ListState
  query: RowQuery
  rowHeight: number
  selection: Selection
  save: Save
  canEdit: boolean
  peek: string | undefined
  onOpen: (record: RecordRow, write: boolean) => void
  onFilter: (field: Field) => void
  onTotal: (total: number | undefined) => void
  empty: ReactNode
}

const UNSORTED: Sort[] = []

/** The record grid: rows and columns virtualised, cells selected and edited in place, rows under headings if wished. */
export function DataGrid(props: DataGridProps) {
  const { list, query, rowHeight, selection, save, canEdit, peek, onOpen, onTotal } = props
  const { form, layout } = list
  const { t } = useTranslation()
  const [menu, setMenu] = useState<{ field: Field; anchor: HTMLElement }>()
  const { fields, tallies, measures, lines, total, columns, viewport, paintOf } = useTable(
    list,
    query,
    rowHeight,
  )
  useEffect(() => onTotal(lines.records), [lines.records, onTotal])
  const { undo, redo, undoStep } = useUndo(form, save)
  useUndoKeys(undo, redo)
  const grid = useGrid({
    fields,
    total,
    canEdit,
    lines,
    viewport,
    selection,
    save,
    onOpen,
    onFill: (source, target) => cells.fill(source, target),
    onUnread: useKeepUnread(form.code),
    onStretch: (stretch, take) => cells.loadStretch(stretch, take),
  })
  const { state } = grid
  const cells = useCells({
    form,
    fields,
    canEdit,
    grid,
    selection,
    save,
    undoStep,
  })
  useWalk({
    peek,
    active: state.editing ? undefined : state.active,
    rowAt: grid.lines.rowAt,
    select: (row, col) => grid.go({ row, col }),
    onOpen,
  })
  // A new question starts at the top.
  const question = JSON.stringify([query.filter, query.sort, query.q, query.bin, layout.group])
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new question scrolls back.
  useEffect(() => {
    if (viewport.scroller.current) viewport.scroller.current.scrollTop = 0
    grid.leave()
  }, [question])
  const filtered = useMemo(() => fieldsIn(list.filter), [list.filter])
  const stats =
    grid.range && !isSingle(grid.range)
      ? statsOf(grid.range, fields, grid.lines.rowAt, line => grid.lines.groupAt(line) !== undefined)
      : undefined
  if (lines.error && lines.total === undefined)
    return <ErrorState error={lines.error} onRetry={lines.retry} />
  const fold = (line: number, folded?: boolean): boolean => {
    const node = lines.groupAt(line)
    const next = folded ?? !(node && lines.folded.has(node.id))
    if (!node || lines.folded.has(node.id) === next) return false
    lines.fold(node.id, next)
    return true
  }
  const open = (line: number) => {
    const record = lines.rowAt(line)
    if (record) onOpen(record, false)
  }
  const { pinned, pinnedWidth, width } = viewport
  const shape = { pinned, pinnedWidth, columns: viewport.columns, width }
  return (
    <>
      <div
        ref={viewport.attach}
        role="grid"
        aria-label={words(form.plural) || words(form.name)}
        aria-rowcount={lines.total === undefined ? -1 : total + 1}
        aria-colcount={fields.length + 1}
        aria-multiselectable="true"
        aria-activedescendant={state.active ? 'active-cell' : undefined}
        tabIndex={0}
        onKeyDown={event =>
          gridKeyDown(
            event,
            state,
            { rows: total, cols: fields.length, page: viewport.page },
            {
              go: grid.go,
              extend: grid.extend,
              edit: canEdit ? grid.edit : spot => open(spot.row),
              open,
              select: cells.tick,
              selectAll: selection.every,
              clear: cells.clear,
              undo,
              redo,
              fillDown: cells.fillDown,
              fold,
              escape: () => {
                grid.giveUp()
                if (state.head && state.active) grid.go(state.active)
                else if (selection.size > 0) selection.clear()
              },
              typesItself: grid.typesItself,
            },
          )
        }
        onCopy={cells.copy}
        onCut={cells.cut}
        onPaste={cells.paste}
        className="scroll-quiet relative min-h-0 flex-1 overflow-auto focus-visible:outline-none"
      >
        <GridHeader
          fields={fields}
          widths={columns.widths}
          {...shape}
          // An arrow would say what is not so.
          sort={lines.newestFirst ? UNSORTED : list.sort}
          filtered={filtered}
          openField={menu?.field.code}
          allSelected={Boolean(lines.records) && selection.size >= (lines.records ?? 0)}
          someSelected={selection.size > 0}
          onSelectAll={() => (selection.size > 0 ? selection.clear() : selection.every())}
          onMenu={(field, anchor) =>
            setMenu(menu?.field.code === field.code || isOfBin(field) ? undefined : { field, anchor })
          }
          onResize={columns.resize}
          onFit={col => columns.fit(col, viewport.scroller.current)}
          onReorder={columns.reorder}
        />
        {lines.total === 0 ? (
          <div role="row" className="sticky left-0 flex min-h-[calc(100%-36px)] w-full flex-col">
            <div role="gridcell" className="flex flex-1 flex-col">
              {props.empty}
            </div>
          </div>
        ) : (
          <GridBody
            form={form}
            fields={fields}
            grid={grid}
            selection={selection}
            canvas={viewport.canvas}
            rows={viewport.rows}
            {...shape}
            rowHeight={rowHeight}
            peek={peek}
            canEdit={canEdit}
            tallies={tallies}
            measures={measures}
            paintOf={paintOf}
          />
        )}
        {!query.bin && lines.total !== 0 && (
          <TotalsRow
            query={query}
            fields={fields}
            {...shape}
            count={lines.records}
            tallies={tallies}
            measures={measures}
            onChange={columns.tally}
          />
        )}
      </div>
      <span className="sr-only" role="status">
        {lines.fetching ? t('app:loading') : ''}
      </span>
      <GridFooter
        first={viewport.first + 1}
        last={viewport.last + 1}
        total={lines.records}
        grouped={lines.grouped}
        canEdit={canEdit}
        tooMany={lines.tooMany}
        newestFirst={lines.newestFirst}
        stats={stats}
        onFoldAll={lines.foldAll}
        onJump={row => {
          viewport.jump(row)
          grid.go({ row, col: 0 })
        }}
      />
      <Arriving>
        {menu && (
          <HeaderPanel
            list={list}
            field={menu.field}
            anchor={menu.anchor}
            onClose={() => setMenu(undefined)}
            onFilter={props.onFilter}
            onFit={() => columns.fit(columns.indexOf(menu.field), viewport.scroller.current)}
            onMove={by => columns.nudge(menu.field, by)}
          />
        )}
      </Arriving>
    </>
  )
}
