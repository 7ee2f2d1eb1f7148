import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import './words'
import type { RecordRow } from '@/api/types'
import { displayOf } from '@/features/fields/field-values'
import { words } from '@/lib/label'
import { startCreating } from '@/lib/preset'
import { useLatest } from '@/lib/use-latest'
import { Arriving } from '@/ui/arriving'
import { ErrorState } from '@/ui/states'
import { actionTo } from '../detail/by-hand'
import { ConvertDialog } from '../detail/record-dialogs'
import { isClosed } from '../detail/record-parts'
import { DragGhost } from '../drag/drag-ghost'
import { usePointerDrag } from '../drag/use-pointer-drag'
import type { ListState } from '../list-state'
import { Card } from './card'
import { Column } from './column'
import { FoldedColumn } from './column-head'
import { columnsOf, readTotals, totalsAfter } from './columns'
import { NeedsAtCard } from './needs-at-card'
import { type BoardColumn, NO_COLUMN } from './settings'
import { type Board, useBoard, useTotals } from './use-board'
import { useBoardKeys } from './use-board-keys'
import { useMoves } from './use-moves'

interface BoardProps {
  list: ListState
  peek: string | undefined
  onOpen: (record: RecordRow) => void
  onTotal: (total: number) => void
  empty: React.ReactNode
}

/** Records as cards, a column for each value of a field. */
export function KanbanBoard(props: BoardProps) {
  const board = useBoard(props.list)
  // Without a field to stand on there is nothing to show; the switch does not offer a board then.
  return board ? <Ready key={board.field.code} {...props} board={board} /> : null
}

interface Hand {
  record: RecordRow
  from: string
}

const NO_ROWS = { rows: [] }

function Ready({ list, peek, onOpen, onTotal, empty, board }: BoardProps & { board: Board }) {
  const { t } = useTranslation()
  const { form } = list
  const totals = useTotals(board)
  const answer = totals.data ?? NO_ROWS
  const none = t('kanban:none', { field: words(board.field.name) })
  const columns = useMemo(
    () => columnsOf(board.field, answer, board.field.code === 'owner' ? t('records:no_owner') : none),
    [board.field, answer, none, t],
  )
  const [said, setSaid] = useState('')
  const { moves, asking, acting, acted, move, answer: give, giveUp } = useMoves(form, board.field, setSaid)
  const shown = useMemo(() => {
    const fresh = moves.filter(one => one.savedAt === undefined || totals.dataUpdatedAt < one.savedAt)
    return totals.data ? totalsAfter(readTotals(totals.data), fresh, board.sum?.code) : undefined
  }, [totals.data, totals.dataUpdatedAt, moves, board.sum])
  const count = totals.data && [...readTotals(totals.data).values()].reduce((sum, one) => sum + one.count, 0)
  const tell = useLatest(onTotal)
  useEffect(() => {
    if (count !== undefined) tell.current(count)
  }, [count, tell])

  const columnOf = (key: string): BoardColumn | undefined => columns.find(column => column.key === key)
  const folded = new Set(board.settings.collapsed)
  const shownRows = useRef(new Map<string, RecordRow[]>())
  const [over, setOver] = useState<string>()
  const drag = usePointerDrag<Hand>({
    onOver: (_, zone) => setOver(zone),
    onDrop: ({ record, from }, zone) => {
      setOver(undefined)
      const column = zone === undefined ? undefined : columnOf(zone)
      if (column) move(record, from, column)
    },
    onCancel: () => setOver(undefined),
  })
  const keyed = useBoardKeys({
    columns,
    folded,
    shownRows,
    editable: board.editable,
    titleOf: record => displayOf(record, form.title) || t('records:untitled'),
    countOf: key => shown?.get(key)?.count ?? 0,
    say: setSaid,
    onMove: move,
    onOpen,
    onRest: record => peek && peek !== record.id && onOpen(record),
  })
  const hand = drag.held?.item ?? keyed.lifted
  const target = drag.held ? over : keyed.over
  const toggle = useLatest((key: string) => {
    const collapsed = folded.has(key) ? [...folded].filter(one => one !== key) : [...folded, key]
    list.setLook({ folded: collapsed })
  })
  const onToggle = useMemo(() => (key: string) => toggle.current(key), [toggle])
  const add = (key: string) => {
    startCreating(key === NO_COLUMN ? {} : { [board.field.code]: key })
    list.setSearch({ new: true })
  }
  const latestOpen = useLatest(onOpen)
  const latestTake = useLatest(drag.take)
  const acts = useMemo(
    () => ({
      onOpen: (record: RecordRow) => latestOpen.current(record),
      onTake: (event: React.PointerEvent<HTMLElement>, record: RecordRow, from: string) =>
        latestTake.current(event, { record, from }),
      onKey: keyed.onKey,
      onFocus: keyed.onFocus,
    }),
    [keyed.onKey, keyed.onFocus, latestOpen, latestTake],
  )
  if (totals.error && !totals.data)
    return <ErrorState error={totals.error} onRetry={() => void totals.refetch()} />
  if (count === 0) return <>{empty}</>
  return (
    <>
      <div
        data-drag-scroll=""
        data-board=""
        className="scroll-quiet flex min-h-0 flex-1 gap-2 overflow-x-auto overflow-y-hidden p-3 max-md:snap-x max-md:snap-mandatory max-md:px-7"
      >
        {columns.map(column => {
          const total = shown ? (shown.get(column.key) ?? { count: 0, sum: null }) : undefined
          const isOver = hand !== undefined && target === column.key && hand.from !== column.key
          return folded.has(column.key) ? (
            <FoldedColumn
              key={column.key}
              column={column}
              total={total}
              over={isOver}
              onToggle={() => onToggle(column.key)}
            />
          ) : (
            <Column
              key={column.key}
              form={form}
              board={board}
              column={column}
              total={total}
              sort={list.sort}
              moves={moves}
              held={hand?.record}
              over={isOver}
              active={keyed.active?.key === column.key ? keyed.active.id : undefined}
              peek={peek}
              acts={acts}
              shownRows={shownRows}
              onToggle={onToggle}
              onAdd={form.can.create && !actionTo(form, board.field.code, column.key) ? add : undefined}
            />
          )
        })}
      </div>
      <DragGhost drag={drag}>
        {({ record }) => (
          <Card
            form={form.code}
            title={form.title}
            fields={board.cardFields}
            by={board.field.code}
            record={record}
            closed={isClosed(form, record)}
          />
        )}
      </DragGhost>
      {asking && (
        <NeedsAtCard
          key={asking.move.record.id}
          form={form.code}
          asking={asking}
          onDone={give}
          onClose={giveUp}
        />
      )}
      <Arriving>{acting && <ConvertDialog form={form} {...acting} onClose={acted} />}</Arriving>
      <p id="board-help" className="sr-only">
        {t('kanban:help')}
      </p>
      <p className="sr-only" role="status" aria-live="assertive">
        {said}
      </p>
    </>
  )
}
