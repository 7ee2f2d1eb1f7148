import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, type RefObject, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Form, RecordRow, Sort } from '@/api/types'
import { Button } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { isClosed } from '../detail/record-parts'
import { Card } from './card'
import { ColumnHead } from './column-head'
import { type Total, withMoves } from './columns'
import { landing } from './landing'
import type { BoardColumn } from './settings'
import type { Board } from './use-board'
import { useColumn } from './use-column'
import type { Sent } from './use-moves'

const GAP = 8
const GUESSED_HEIGHT = 104
const HELP = 'board-help'

/** What a card does; the board answers for all of them. */
export interface CardActs {
  onOpen: (record: RecordRow) => void
  onTake: (event: React.PointerEvent<HTMLElement>, record: RecordRow, from: string) => void
  onKey: (event: React.KeyboardEvent, record: RecordRow, from: string) => void
  onFocus: (record: RecordRow, from: string) => void
}

interface ColumnProps {
  form: Form
  board: Board
  column: BoardColumn
  total: Total | undefined
  sort: readonly Sort[]
  moves: readonly Sent[]
  /** The card in the hand, wherever it comes from. */
  held: RecordRow | undefined
  /** The card in the hand would land here. */
  over: boolean
  /** The card that has the focus, or had it last. */
  active: string | undefined
  peek: string | undefined
  acts: CardActs
  /** The rows on the screen, for whoever walks from column to column. */
  shownRows: RefObject<Map<string, RecordRow[]>>
  onToggle: (key: string) => void
  onAdd: ((key: string) => void) | undefined
}

export const Column = memo(function Column(props: ColumnProps) {
  const { form, board, column, total, sort, moves, held, over, active, shownRows } = props
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const place = useRef<HTMLElement>(null)
  const seen = useSeen(place)
  const data = useColumn(board.query, board.field.code, column.key, total?.count, seen)
  const lands = (rows: readonly RecordRow[], record: RecordRow) => landing(rows, record, sort, form.fields)
  const rows = withMoves(data.rows, column.key, moves, lands)
  const at = over && held ? lands(rows, held) : undefined
  const waiting = data.loading || data.more
  const virtual = useVirtualizer({
    count: rows.length + (waiting ? 1 : 0),
    getScrollElement: () => scroller.current,
    estimateSize: () => GUESSED_HEIGHT,
    getItemKey: index => rows[index]?.id ?? 'more',
    overscan: 5,
    gap: GAP,
    paddingStart: 2,
    paddingEnd: 24,
    useFlushSync: false,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  const { loadMore } = data
  useEffect(() => {
    if (data.more && last >= rows.length - 6) loadMore()
  })
  useEffect(() => {
    shownRows.current.set(column.key, rows)
  })
  const activeAt = useMemo(() => rows.findIndex(row => row.id === active), [rows, active])
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new card in focus moves the column.
  useEffect(() => {
    if (activeAt >= 0) virtual.scrollToIndex(activeAt)
  }, [active])
  const line =
    at === undefined ? undefined : (virtual.measurementsCache[at]?.start ?? virtual.getTotalSize() - 24)
  return (
    <section
      ref={place}
      data-drop={column.key}
      aria-label={t('kanban:column', { column: column.name, count: total?.count ?? 0 })}
      className={cx(
        'flex h-full w-72 shrink-0 snap-center flex-col rounded-8 transition-colors max-md:w-[min(calc(100vw-56px),24rem)]',
        over ? 'bg-accent-soft' : 'bg-subtle',
      )}
    >
      <ColumnHead
        column={column}
        total={total}
        sum={board.sum}
        onToggle={() => props.onToggle(column.key)}
        onAdd={props.onAdd && (() => props.onAdd?.(column.key))}
      />
      <div
        ref={scroller}
        data-drag-scroll=""
        // Sideways the wheel and the finger move the board: only what goes up and down ends here.
        className="scroll-quiet min-h-0 flex-1 overflow-y-auto overscroll-y-contain px-1.5 max-md:short:pb-16"
      >
        {data.error !== undefined && rows.length === 0 ? (
          <div className="flex flex-col items-center gap-2 py-8 text-12 text-fg-3">
            {t('kanban:failed')}
            <Button size="small" onClick={data.retry}>
              {t('app:retry')}
            </Button>
          </div>
        ) : rows.length === 0 && !waiting && at === undefined ? (
          <p className="py-6 text-center text-12 text-fg-3">{t('kanban:empty_column')}</p>
        ) : (
          <div role="list" className="relative" style={{ height: virtual.getTotalSize() }}>
            {line !== undefined && (
              <span
                aria-hidden="true"
                data-landing=""
                className="absolute inset-x-0.5 z-[1] h-0.5 -translate-y-1 rounded-full bg-accent"
                style={{ top: line }}
              />
            )}
            {items.map(item => {
              const row = rows[item.index]
              return (
                <div
                  key={item.key}
                  ref={virtual.measureElement}
                  data-index={item.index}
                  role="listitem"
                  className="absolute inset-x-0 top-0"
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  {row ? (
                    <CardInPlace
                      {...props}
                      record={row}
                      tabbable={active === row.id || (activeAt < 0 && item.index === 0)}
                      lifted={held?.id === row.id}
                    />
                  ) : (
                    <span className="bone appear-late block h-20" />
                  )}
                </div>
              )
            })}
          </div>
        )}
      </div>
    </section>
  )
})

/** Whether a column has come into sight yet: those far to the side ask for nothing. */
function useSeen(of: RefObject<HTMLElement | null>): boolean {
  const [seen, setSeen] = useState(false)
  useEffect(() => {
    if (seen || !of.current) return
    const watch = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) setSeen(true)
      },
      { rootMargin: '0px 320px' },
    )
    watch.observe(of.current)
    return () => watch.disconnect()
  }, [of, seen])
  return seen
}

interface PlaceProps extends ColumnProps {
  record: RecordRow
  tabbable: boolean
  lifted: boolean
}

function CardInPlace({ form, board, column, record, tabbable, lifted, peek, acts }: PlaceProps) {
  return (
    <div
      role="button"
      tabIndex={tabbable ? 0 : -1}
      data-card={record.id}
      aria-describedby={board.editable ? HELP : undefined}
      aria-pressed={lifted}
      aria-current={peek === record.id || undefined}
      onClick={() => acts.onOpen(record)}
      onFocus={() => acts.onFocus(record, column.key)}
      onKeyDown={event => acts.onKey(event, record, column.key)}
      onPointerDown={event => board.editable && acts.onTake(event, record, column.key)}
      onContextMenu={event => lifted && event.preventDefault()}
      className={cx(
        'cursor-pointer select-none rounded-8 [-webkit-touch-callout:none]',
        lifted && 'opacity-40',
        peek === record.id && 'outline-2 outline-accent',
      )}
    >
      <Card
        form={form.code}
        title={form.title}
        fields={board.cardFields}
        by={board.field.code}
        record={record}
        closed={isClosed(form, record)}
      />
    </div>
  )
}
