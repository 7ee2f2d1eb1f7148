import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field, Form, RecordRow } from '@/api/types'
import { fieldByCode } from '@/features/fields/system-fields'
import { words } from '@/lib/label'
import { useLatest } from '@/lib/use-latest'
import { usePhone } from '@/lib/use-media'
import { CheckBox } from '@/ui/controls'
import { ErrorState } from '@/ui/states'
import type { Selection } from '../grid/selection'
import { type RowQuery, useRows } from '../grid/use-rows'
import { PoolCard } from './pool-card'
import { PoolRow } from './pool-row'

const ROW = 44
const CARD = 128

interface PoolRowsProps {
  form: Form
  query: RowQuery
  columns: Field[]
  selection: Selection
  peek: string | undefined
  busy: boolean
  empty: ReactNode
  onTotal: (total: number | undefined) => void
  onOpen: (id: string) => void
  onClaim: (record: RecordRow) => void
}

/** Any number of records that wait for somebody: rows on a desktop, cards under a thumb. */
export function PoolRows(props: PoolRowsProps) {
  const { form, query, columns, selection, peek, empty, onTotal } = props
  const { t } = useTranslation()
  const phone = usePhone()
  const scroller = useRef<HTMLDivElement>(null)
  const [range, setRange] = useState({ first: 0, last: 40 })
  const rows = useRows(query, range.first, range.last)
  const tell = useLatest(onTotal)
  useEffect(() => tell.current(rows.total), [rows.total, tell])
  const height = phone ? CARD : ROW
  const virtual = useVirtualizer({
    count: rows.total ?? 8,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
    paddingStart: phone ? 10 : 0,
    useFlushSync: false,
    onChange: instance => {
      const shown = instance.range
      if (shown && (Math.abs(shown.startIndex - range.first) > 15 || shown.endIndex + 15 > range.last))
        setRange({ first: Math.max(0, shown.startIndex - 30), last: shown.endIndex + 40 })
    },
  })
  const title = fieldByCode(form, form.title)
  if (rows.error && rows.total === undefined) return <ErrorState error={rows.error} onRetry={rows.retry} />
  if (rows.total === 0) return <div className="flex min-w-0 flex-1 flex-col">{empty}</div>
  const seen = virtual
    .getVirtualItems()
    .map(item => rows.rowAt(item.index))
    .filter((row): row is RecordRow => row !== undefined)
  const all = rows.total !== undefined && selection.size >= rows.total
  return (
    <div ref={scroller} className="scroll-quiet min-h-0 min-w-0 flex-1 overflow-y-auto">
      <div role="table" aria-label={words(form.pool?.name)} aria-rowcount={rows.total ?? -1}>
        {!phone && (
          <div
            role="row"
            className="sticky top-0 z-[2] flex h-9 items-center gap-3 border-b border-line bg-subtle px-4 text-12 text-fg-3"
          >
            <span role="columnheader" className="flex w-5 shrink-0 items-center">
              <CheckBox
                label={t('records:pool.pick_all')}
                checked={all}
                some={selection.size > 0}
                onChange={() => (selection.size > 0 ? selection.clear() : selection.toggle(seen, true))}
              />
            </span>
            <span role="columnheader" className="min-w-0 flex-[2] truncate">
              {title && words(title.name)}
            </span>
            {columns.map(field => (
              <span key={field.code} role="columnheader" className="min-w-0 flex-1 truncate">
                {words(field.name)}
              </span>
            ))}
            <span role="columnheader" className="w-18 shrink-0">
              <span className="sr-only">{t('records:pool.claim')}</span>
            </span>
          </div>
        )}
        <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(item => {
            const record = rows.rowAt(item.index)
            const Line = phone ? PoolCard : PoolRow
            return (
              <div
                key={item.key}
                role="row"
                aria-rowindex={item.index + 2}
                aria-selected={record !== undefined && selection.has(record.id)}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${item.start}px)`, height }}
              >
                <Line
                  form={form}
                  record={record}
                  columns={columns}
                  picked={record !== undefined && selection.has(record.id)}
                  open={record !== undefined && record.id === peek}
                  busy={props.busy}
                  onPick={() => record && selection.toggle([record])}
                  onOpen={props.onOpen}
                  onClaim={props.onClaim}
                />
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}
