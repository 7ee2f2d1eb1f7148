import { Filter as FilterIcon, MessageSquareWarning, MoreVertical, Plus, Search, Trash2 } from 'lucide-react'
import { Suspense, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '@/api/queries'
import type { RecordRow, View, ViewKind } from '@/api/types'
import { useAtHand } from '@/lib/at-hand'
import { compactNumber } from '@/lib/format'
import { words } from '@/lib/label'
import { useGo } from '@/lib/use-go'
import { Arriving } from '@/ui/arriving'
import { Button, IconButton } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { MenuButton } from '@/ui/menu'
import { Popover } from '@/ui/popover'
import { SheetHeader } from '@/ui/sheet-header'
import { setFeedbackOn } from '@/ui/shell-store'
import { Bones, EmptyState } from '@/ui/states'
import { countConditions } from '../filters/filter-document'
import { EmptyBin, emptyTitle, isNarrowed, NothingFound } from '../list-empty'
import { CalendarView, FilterPanel, KanbanBoard, phoneParts, WriteSheet } from '../list-parts'
import type { ListState } from '../list-state'
import { KIND_ICONS } from '../views/kind-switch'
import { kindsOf } from '../views/layout'
import { SearchBox } from '../views/search-box'
import { PhoneCards } from './phone-cards'
import { ViewChips } from './view-chips'

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
  const [total, setTotal] = useState<number>()
  const kind = bin ? 'table' : list.kind
  const kinds = useMemo(() => kindsOf(form), [form])
  const conditions = countConditions(list.filter)
  const me = useMe()
  useAtHand(total !== undefined, phoneParts)
  const openPage = (record: RecordRow) => go(`/f/${form.code}/${record.id}`)
  const empty = isNarrowed(list) ? (
    <NothingFound list={list} />
  ) : bin ? (
    <EmptyBin />
  ) : (
    <EmptyState
      title={t(emptyTitle(me), { form: words(form.plural) || words(form.name) })}
      hint={form.can.create ? t('records:empty.hint_phone') : undefined}
    />
  )
  return (
    <>
      <div className="shrink-0 border-b border-line bg-surface">
        <SheetHeader
          title={bin ? t('records:bin') : words(form.plural) || words(form.name)}
          count={total === undefined ? undefined : compactNumber(total)}
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
              ...(bin || kinds.length < 2
                ? []
                : kinds.map(value => ({
                    key: value,
                    label: t(`records:kind.${value}`),
                    icon: <KindIcon kind={value} />,
                    checked: value === kind,
                    run: () => list.setKind(value),
                  }))),
              {
                key: 'bin',
                label: bin ? t('records:leave_bin') : t('records:bin'),
                icon: <Trash2 size={18} />,
                run: () => list.setSearch({ bin: !bin }),
              },
              {
                key: 'feedback',
                label: t('feedback:title'),
                icon: <MessageSquareWarning size={18} />,
                run: () => setFeedbackOn({ code: form.code, name: words(form.name) }),
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
      {kind === 'table' ? (
        <PhoneCards
          list={list}
          empty={empty}
          onTotal={setTotal}
          onReading={setReading}
          onWrite={bin ? undefined : setWritingTo}
        />
      ) : (
        <Suspense fallback={<Bones rows={10} />}>
          {kind === 'kanban' ? (
            <KanbanBoard list={list} peek={undefined} onOpen={openPage} onTotal={setTotal} empty={empty} />
          ) : (
            <CalendarView list={list} peek={undefined} onOpen={openPage} onTotal={setTotal} />
          )}
        </Suspense>
      )}
      {form.can.create && !bin && !reading && (
        <div className="shrink-0 border-t border-line bg-surface px-4 py-2 short:fixed short:bottom-14 short:left-1/2 short:z-10 short:-translate-x-1/2 short:border-0 short:bg-transparent short:p-0">
          <Button
            look="primary"
            size="touch"
            className="w-full short:shadow-3"
            icon={<Plus size={20} />}
            onClick={() => list.setSearch({ new: true })}
          >
            {t('records:new', { form: words(form.name) })}
          </Button>
        </div>
      )}
      <Arriving>
        {writing && <WriteSheet form={form} record={writing} onClose={() => setWritingTo(null)} />}
      </Arriving>
      <Popover
        open={filtering !== null}
        anchor={filtering}
        onClose={() => setFiltering(null)}
        label={t('filters:title')}
      >
        <Arriving fallback={<div className="h-24" />}>
          {filtering && (
            <FilterPanel
              form={form.code}
              fields={list.fields}
              filter={list.filter}
              onChange={list.setFilter}
            />
          )}
        </Arriving>
      </Popover>
      {search.peek && <OpenPeek onOpen={() => go(`/f/${form.code}/${search.peek}`, { replace: true })} />}
    </>
  )
}

function KindIcon({ kind }: { kind: ViewKind }) {
  const Icon = KIND_ICONS[kind]
  return <Icon size={18} />
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
