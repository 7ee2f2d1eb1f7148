import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field, Filter, RecordRow } from '@/api/types'
import { isEditable, kindOf } from '@/features/fields/registry'
import { fieldByCode } from '@/features/fields/system-fields'
import { words } from '@/lib/label'
import { ErrorState } from '@/ui/states'
import type { Save } from '../edit/use-save'
import { isCondition, isGroup, itemsOf } from '../filters/filter-document'
import type { ListState } from '../list-state'
import { GridFooter } from './grid-footer'
import { GridHeader } from './grid-header'
import { GridRow } from './grid-row'
import { HeaderPanel } from './header-panel'
import type { Selection } from './selection'
import { useGrid } from './use-grid'
import { gridKeyDown } from './use-grid-keys'
import { type RowQuery, useRows } from './use-rows'
import { useViewport } from './use-viewport'
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
  onSelectAll: () => void
  onTotal: (total: number | undefined) => void
  empty: ReactNode
}

const MARGIN = 30
const SKELETON_ROWS = 24

export function fieldsIn(filter: Filter | undefined, into = new Set<string>()): Set<string> {
  if (!filter) return into
  if (isGroup(filter)) for (const item of itemsOf(filter)) fieldsIn(item, into)
  else if (isCondition(filter)) into.add(filter.field)
  else fieldsIn(filter.not, into)
  return into
}

/** The record grid: rows and columns virtualised, one active cell, edited in place. */
export function DataGrid(props: DataGridProps) {
  const {
    list,
    query,
    rowHeight,
    selection,
    save,
    canEdit,
    peek,
    onOpen,
    onFilter,
    onSelectAll,
    onTotal,
    empty,
  } = props
  const { t, i18n } = useTranslation()
  const [resizing, setResizing] = useState<{ col: number; width: number }>()
  const [menu, setMenu] = useState<{ field: Field; anchor: HTMLElement }>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: system fields are named in the language.
  const fields = useMemo(
    () =>
      list.columns.map(column => fieldByCode(list.form, column.field)).filter(field => field !== undefined),
    [list.columns, list.form, i18n.language],
  )
  const widths = useMemo(
    () =>
      fields.map((field, col) =>
        resizing?.col === col
          ? resizing.width
          : (list.columns[col]?.width ?? (col === 0 ? 220 : kindOf(field).width)),
      ),
    [fields, list.columns, resizing],
  )
  const [range, setRange] = useState({ first: 0, last: 60 })
  const rows = useRows(query, range.first, range.last)
  const total = rows.total ?? SKELETON_ROWS
  const viewport = useViewport(total, rowHeight, widths)
  const from = Math.max(0, viewport.first - MARGIN)
  const to = viewport.last + MARGIN
  useEffect(() => setRange({ first: from, last: to }), [from, to])
  useEffect(() => onTotal(rows.total), [rows.total, onTotal])
  const grid = useGrid({
    form: list.form.code,
    fields,
    total,
    canEdit,
    rowAt: rows.rowAt,
    viewport,
    selection,
    save,
    onOpen,
  })
  const { state } = grid

  useWalk({
    peek,
    active: state.editing ? undefined : state.active,
    rowAt: rows.rowAt,
    select: grid.actions.select,
    onOpen,
  })
  // A new question starts at the top.
  const question = JSON.stringify([query.filter, query.sort, query.q, query.bin])
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new question scrolls back.
  useEffect(() => {
    if (viewport.scroller.current) viewport.scroller.current.scrollTop = 0
    grid.leave()
  }, [question])

  const filtered = useMemo(() => fieldsIn(list.filter), [list.filter])
  const phoneField = list.form.fields.find(field => field.kind.type === 'phone' && !field.archived)?.code
  if (rows.error && rows.total === undefined) return <ErrorState error={rows.error} onRetry={rows.retry} />
  const resize = (col: number, width: number, done: boolean) => {
    setResizing(done ? undefined : { col, width })
    if (done)
      list.setColumns(
        list.columns.map((column, index) =>
          index === col ? { ...column, width: Math.round(width) } : column,
        ),
      )
  }
  return (
    <>
      <div
        ref={viewport.attach}
        role="grid"
        aria-label={words(list.form.plural) || words(list.form.name)}
        aria-rowcount={rows.total === undefined ? -1 : total + 1}
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
              edit: grid.edit,
              open: row => {
                const record = rows.rowAt(row)
                if (record) onOpen(record, false)
              },
              select: row => {
                const record = rows.rowAt(row)
                if (record) selection.toggle([record])
              },
              selectAll: onSelectAll,
              clear: grid.clear,
              undo: grid.undo,
              escape: () => (selection.picked.size > 0 ? selection.clear() : undefined),
              copy: grid.copy,
              typesItself: ({ col }) => {
                const field = fields[col]
                return Boolean(field && canEdit && isEditable(field) && kindOf(field).typing)
              },
            },
          )
        }
        onPaste={grid.paste}
        className="scroll-quiet relative min-h-0 flex-1 overflow-auto focus-visible:outline-none"
      >
        <GridHeader
          fields={fields}
          title={viewport.title}
          columns={viewport.columns}
          width={viewport.width}
          sort={list.sort}
          filtered={filtered}
          openField={menu?.field.code}
          allSelected={Boolean(rows.total) && selection.picked.size >= (rows.total ?? 0)}
          someSelected={selection.picked.size > 0}
          onSelectAll={() => (selection.picked.size > 0 ? selection.clear() : onSelectAll())}
          onMenu={(field, anchor) => setMenu(menu?.field.code === field.code ? undefined : { field, anchor })}
          onResize={resize}
        />
        <div className="relative" style={{ height: viewport.canvas, width: viewport.width }}>
          {viewport.rows.map(({ index, top }) => {
            const record = rows.rowAt(index)
            const active = state.active?.row === index
            return (
              <GridRow
                key={index}
                index={index}
                record={record}
                form={list.form.code}
                fields={fields}
                title={viewport.title}
                columns={viewport.columns}
                top={top}
                height={rowHeight}
                width={viewport.width}
                activeCol={active ? (state.active?.col ?? -1) : -1}
                editing={active && state.editing !== null}
                selected={record !== undefined && selection.has(record.id)}
                peeked={record !== undefined && record.id === peek}
                canEdit={canEdit}
                phoneField={phoneField}
                actions={grid.actions}
              />
            )
          })}
        </div>
        {rows.total === 0 && (
          <div role="row" className="sticky left-0 flex min-h-[calc(100%-36px)] w-full flex-col">
            <div role="gridcell" className="flex flex-1 flex-col">
              {empty}
            </div>
          </div>
        )}
      </div>
      <span className="sr-only" role="status">
        {rows.fetching ? t('app:loading') : ''}
      </span>
      <GridFooter
        first={viewport.first + 1}
        last={viewport.last + 1}
        total={rows.total}
        onJump={row => {
          viewport.jump(row)
          grid.go({ row, col: 0 })
        }}
      />
      {menu && (
        <HeaderPanel
          list={list}
          field={menu.field}
          anchor={menu.anchor}
          onClose={() => setMenu(undefined)}
          onFilter={onFilter}
        />
      )}
    </>
  )
}
