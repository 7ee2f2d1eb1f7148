import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RecordRow } from '@/api/types'
import { useLatest } from '@/lib/use-latest'
import { ErrorState } from '@/ui/states'
import { type RowQuery, useRows } from '../grid/use-rows'
import type { ListState } from '../list-state'
import { CARD_HEIGHT, PhoneCard } from './phone-card'

/** The bar with the one button: near the end of the list it stays, so that hiding it moves nothing. */
const BAR_HEIGHT = 61

interface CardsProps {
  list: ListState
  empty: React.ReactNode
  onTotal: (total: number | undefined) => void
  /** Somebody reads downwards: the button makes room. */
  onReading: (reading: boolean) => void
  onWrite: ((record: RecordRow) => void) | undefined
}

/** Records as cards under a thumb, any number of them. */
export function PhoneCards({ list, empty, onTotal, onReading, onWrite }: CardsProps) {
  const { form, search } = list
  const { t } = useTranslation()
  const bin = search.bin === true
  const scroller = useRef<HTMLDivElement>(null)
  const lastTop = useRef(0)
  const fields = useMemo(() => {
    const phone = form.fields.find(
      field => field.kind.type === 'phone' && !field.sensitive && !field.archived,
    )?.code
    const stage = form.fields.find(field => field.kind.type === 'stage' && !field.archived)?.code
    return [
      ...new Set([
        form.title,
        'owner',
        'next_activity_at',
        'last_activity_at',
        ...(phone ? [phone] : []),
        ...(stage ? [stage] : []),
        ...list.columns.slice(0, 6).map(column => column.field),
        ...(bin ? ['deleted_at'] : []),
      ]),
    ]
  }, [form, list.columns, bin])
  const query: RowQuery = useMemo(
    () => ({
      form: form.code,
      filter: bin ? undefined : list.filter,
      sort: list.sort,
      q: search.q,
      bin,
      fields,
    }),
    [form.code, bin, list.filter, list.sort, search.q, fields],
  )
  const [range, setRange] = useState({ first: 0, last: 20 })
  const rows = useRows(query, range.first, range.last)
  const tell = useLatest(onTotal)
  useEffect(() => tell.current(rows.total), [rows.total, tell])
  const virtual = useVirtualizer({
    count: rows.total ?? 8,
    getScrollElement: () => scroller.current,
    estimateSize: () => CARD_HEIGHT,
    overscan: 6,
    paddingStart: 10,
    paddingEnd: 10,
    useFlushSync: false,
    onChange: instance => {
      const shown = instance.range
      if (shown && (Math.abs(shown.startIndex - range.first) > 10 || shown.endIndex + 10 > range.last))
        setRange({ first: Math.max(0, shown.startIndex - 20), last: shown.endIndex + 30 })
    },
  })
  return (
    <div
      ref={scroller}
      // In a short window the button floats over the end.
      className="min-h-0 flex-1 overflow-y-auto short:pb-16"
      onScroll={event => {
        const { scrollTop: top, scrollHeight, clientHeight } = event.currentTarget
        if (Math.abs(top - lastTop.current) > 6)
          onReading(top > lastTop.current && top > 40 && scrollHeight - clientHeight - top > 2 * BAR_HEIGHT)
        lastTop.current = top
      }}
    >
      {rows.newestFirst && <p className="px-4 pt-2 text-12 text-warn">{t('records:footer.newest_first')}</p>}
      {rows.error && rows.total === undefined ? (
        <ErrorState error={rows.error} onRetry={rows.retry} />
      ) : rows.total === 0 ? (
        empty
      ) : (
        <div className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(item => (
            <div
              key={item.key}
              className="absolute inset-x-0 top-0 px-3 pb-2.5"
              style={{ transform: `translateY(${item.start}px)`, height: CARD_HEIGHT }}
            >
              <PhoneCard
                form={form}
                record={rows.rowAt(item.index)}
                columns={list.columns}
                onWrite={onWrite}
              />
            </div>
          ))}
        </div>
      )}
    </div>
  )
}
