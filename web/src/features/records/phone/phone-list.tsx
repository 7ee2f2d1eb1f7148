import { Plus, Trash2 } from 'lucide-react'
import { Suspense, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '@/api/queries'
import type { RecordRow, View, ViewKind } from '@/api/types'
import { KIND_ICONS, kindsOf } from '@/features/fields/view-kinds'
import { useAtHand } from '@/lib/at-hand'
import { words } from '@/lib/label'
import { useGo } from '@/lib/use-go'
import { Arriving } from '@/ui/arriving'
import { Button } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { Bones, EmptyState } from '@/ui/states'
import { EmptyBin, emptyTitle, isNarrowed, NothingFound } from '../list-empty'
import { CalendarView, KanbanBoard, phoneParts, WriteSheet } from '../list-parts'
import type { ListState } from '../list-state'
import { PhoneCards } from './phone-cards'
import { PhoneHead } from './phone-head'
import { ViewChips } from './view-chips'

/** The list under a thumb: chips for views, cards, one button below them that makes room while somebody reads. */
export function PhoneList({ list, views }: { list: ListState; views: View[] }) {
  const { t } = useTranslation()
  const go = useGo()
  const { form, search } = list
  const bin = search.bin === true
  const [reading, setReading] = useState(false)
  const [writing, setWritingTo] = useState<RecordRow | null>(null)
  const [total, setTotal] = useState<number>()
  const kind = bin ? 'table' : list.kind
  const kinds = useMemo(() => kindsOf(form), [form])
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
      <PhoneHead
        title={bin ? t('records:bin') : words(form.plural) || words(form.name)}
        total={total}
        {...(bin ? { onBack: () => list.setSearch({ bin: false }) } : {})}
        form={form}
        fields={list.fields}
        q={search.q}
        onSearch={q => list.setSearch({ q })}
        filter={list.filter}
        onFilter={bin ? undefined : list.setFilter}
        menu={[
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
        ]}
      >
        {!bin && views.length > 0 && <ViewChips list={list} views={views} />}
      </PhoneHead>
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
        <div
          className={cx(
            'shrink-0 border-t border-line bg-surface px-4 py-2 short:fixed short:bottom-14 short:left-1/2 short:z-10 short:-translate-x-1/2 short:border-0 short:bg-transparent short:p-0',
            // Where it floats it would lie on what is said of a search without hits.
            total === 0 && isNarrowed(list) && 'short:hidden',
          )}
        >
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
