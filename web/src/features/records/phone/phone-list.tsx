import { useVirtualizer } from '@tanstack/react-virtual'
import { Filter as FilterIcon, MoreVertical, Plus, Search, Trash2 } from 'lucide-react'
import { lazy, Suspense, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RecordRow, View } from '@/api/types'
import { compactNumber } from '@/lib/format'
import { words } from '@/lib/label'
import { useGo } from '@/lib/use-go'
import { Button, IconButton } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { MenuButton } from '@/ui/menu'
import { Popover } from '@/ui/popover'
import { SheetHeader } from '@/ui/sheet-header'
import { EmptyState, ErrorState } from '@/ui/states'
import { countConditions } from '../filters/filter-document'
import { type RowQuery, useRows } from '../grid/use-rows'
import type { ListState } from '../list-state'
import { WriteSheet } from '../timeline/write-sheet'
import { SearchBox } from '../views/search-box'
import { CARD_HEIGHT, PhoneCard } from './phone-card'
import { ViewChips } from './view-chips'

const FilterPanel = lazy(() =>
  import('../filters/filter-panel').then(module => ({ default: module.FilterPanel })),
)

/** The bar with the one button: near the end of the list it stays, so that hiding it moves nothing. */
const BAR_HEIGHT = 61

/** The list under a thumb: chips for views, cards, one button below them that makes room while somebody reads. */
export function PhoneList({ list, views }: { list: ListState; views: View[] }) {
  const { t } = useTranslation()
  const go = useGo()
  const { form, search } = list
  const bin = search.bin === true
  const [searching, setSearching] = useState(Boolean(search.q))
  const [filtering, setFiltering] = useState<HTMLElement | null>(null)
  const [reading, setReading] = useState(false)
  const [writing, setWritingTo] = useState<RecordRow | null>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const lastTop = useRef(0)
  const fields = useMemo(() => {
    const phone = form.fields.find(field => field.kind.type === 'phone' && !field.archived)?.code
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
      ]),
    ]
  }, [form, list.columns])
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
  const conditions = countConditions(list.filter)
  return (
    <>
      <div className="shrink-0 border-b border-line bg-surface">
        <SheetHeader
          title={bin ? t('records:bin') : words(form.plural) || words(form.name)}
          count={rows.total === undefined ? undefined : compactNumber(rows.total)}
          {...(bin ? { onBack: () => list.setSearch({ bin: false }) } : {})}
        >
          <IconButton
            size="touch"
            label={t('records:search')}
            pressed={searching}
            onClick={() => {
              if (searching) list.setSearch({ q: '' })
              setSearching(!searching)
            }}
          >
            <Search size={21} />
          </IconButton>
          {!bin && (
            <IconButton
              size="touch"
              label={t('filters:title')}
              className={cx(conditions > 0 && 'text-accent')}
              onClick={event => setFiltering(event.currentTarget)}
            >
              <FilterIcon size={20} />
            </IconButton>
          )}
          <MenuButton
            label={t('app:more')}
            items={[
              {
                key: 'bin',
                label: bin ? t('records:leave_bin') : t('records:bin'),
                icon: <Trash2 size={18} />,
                run: () => list.setSearch({ bin: !bin }),
              },
            ]}
          >
            {trigger => (
              <IconButton size="touch" label={t('app:more')} {...trigger}>
                <MoreVertical size={20} />
              </IconButton>
            )}
          </MenuButton>
        </SheetHeader>
        {searching && (
          <SearchBox
            autoFocus
            value={search.q ?? ''}
            onSearch={q => list.setSearch({ q })}
            className="mx-4 mb-2.5"
          />
        )}
        {!bin && views.length > 0 && <ViewChips list={list} views={views} />}
      </div>
      <div
        ref={scroller}
        className="min-h-0 flex-1 overflow-y-auto"
        onScroll={event => {
          const { scrollTop: top, scrollHeight, clientHeight } = event.currentTarget
          if (Math.abs(top - lastTop.current) > 6)
            setReading(
              top > lastTop.current && top > 40 && scrollHeight - clientHeight - top > 2 * BAR_HEIGHT,
            )
          lastTop.current = top
        }}
      >
        {rows.error && rows.total === undefined ? (
          <ErrorState error={rows.error} onRetry={rows.retry} />
        ) : rows.total === 0 ? (
          <EmptyState
            title={
              bin
                ? t('records:empty.bin')
                : conditions > 0 || search.q
                  ? t('records:empty.filtered')
                  : t('records:empty.title', { form: words(form.name) })
            }
            hint={bin ? undefined : t('records:empty.hint_phone')}
          />
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
                  onWrite={bin ? undefined : setWritingTo}
                />
              </div>
            ))}
          </div>
        )}
      </div>
      {form.can.create && !bin && !reading && (
        <div className="shrink-0 border-t border-line bg-surface px-4 py-2">
          <Button
            look="primary"
            size="touch"
            className="w-full"
            icon={<Plus size={20} />}
            onClick={() => list.setSearch({ new: true })}
          >
            {t('records:new', { form: words(form.name) })}
          </Button>
        </div>
      )}
      {writing && <WriteSheet form={form} record={writing} onClose={() => setWritingTo(null)} />}
      <Popover
        open={filtering !== null}
        anchor={filtering}
        onClose={() => setFiltering(null)}
        label={t('filters:title')}
      >
        <Suspense fallback={<div className="h-24" />}>
          {filtering && (
            <FilterPanel
              form={form.code}
              fields={list.fields}
              filter={list.filter}
              onChange={list.setFilter}
            />
          )}
        </Suspense>
      </Popover>
      {search.peek && <OpenPeek onOpen={() => go(`/f/${form.code}/${search.peek}`, { replace: true })} />}
    </>
  )
}

/** A link made on a desktop with a record open beside the list opens the record's page on a phone. */
function OpenPeek({ onOpen }: { onOpen: () => void }) {
  const done = useRef(false)
  if (!done.current) {
    done.current = true
    queueMicrotask(onOpen)
  }
  return null
}
