import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { RotateCcw } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keys } from '@/api/queries'
import { listBinned } from '@/api/recycle-bin'
import type { Form, QueryAnswer, RecordRow } from '@/api/types'
import { fullTime, relativeTime } from '@/lib/format'
import { words as nameOf } from '@/lib/label'
import { useDebounced } from '@/lib/use-debounced'
import { useGo } from '@/lib/use-go'
import { Button } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { CheckBox, TextInput } from '@/ui/controls'
import { Bones, ErrorState } from '@/ui/states'
import { stepTo } from '@/ui/use-page-keys'
import { daysLeft } from './days-left'
import { EmptyBin } from './empty-bin'
import { EraseDialog } from './erase-dialog'
import { useBinActs } from './use-bin-acts'
import { useBinKeys } from './use-bin-keys'

/** Long enough to leave out the letters of a word typed in one go. */
const PAUSE_MS = 200

interface BinListProps {
  form: Form
  /** Days after which records are erased; none = they stay. */
  keepDays: number | null
  /** How many lie there. */
  count: number
}

/** What lies in one form's bin: who deleted it and when, to be brought back or erased, several at once. */
export function BinList({ form, keepDays, count }: BinListProps) {
  const { t } = useTranslation()
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const [erasing, setErasing] = useState(false)
  const [emptying, setEmptying] = useState(false)
  const [text, setText] = useState('')
  const [current, setCurrent] = useState<string>()
  const list = useRef<HTMLUListElement>(null)
  const go = useGo()
  const words = useDebounced(text.trim(), PAUSE_MS)
  const acts = useBinActs(form, () => setPicked(new Set()))
  const pages = useInfiniteQuery({
    queryKey: [...keys.bins, form.code, words],
    queryFn: ({ pageParam }) => listBinned(form.code, form.title, { search: words, after: pageParam }),
    placeholderData: previous => previous,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: QueryAnswer) => page.next ?? undefined,
  })
  const rows = pages.data?.pages.flatMap(page => page.items) ?? []
  const all = rows.map(row => row.id)
  const pick = (id: string, on: boolean) => {
    const next = new Set(picked)
    if (on) next.add(id)
    else next.delete(id)
    setPicked(next)
  }
  // The next one takes the place of the one that goes.
  const restore = (id: string) => {
    const next = stepTo(all, id, 1)
    setCurrent(next === id ? stepTo(all, id, -1) : next)
    acts.restore([id])
  }
  useBinKeys({
    ids: all,
    current,
    onMove: setCurrent,
    onPick: id => pick(id, !picked.has(id)),
    onRestore: restore,
    onOpen: id => go(`/f/${form.code}/${id}`),
  })
  useEffect(() => {
    if (current)
      list.current?.querySelector(`[data-bin-row="${current}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [current])
  if (pages.isPending) return <Bones rows={6} height={44} />
  if (pages.isError && !pages.data)
    return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
  const ids = rows.map(row => row.id).filter(id => picked.has(id))
  return (
    <div>
      <TextInput
        type="search"
        className="mb-2 md:w-72"
        aria-label={t('settings:bin.search')}
        placeholder={t('settings:bin.search')}
        value={text}
        onChange={event => setText(event.target.value)}
      />
      <div className="flex min-h-11 items-center gap-2 border-b border-line px-2">
        <CheckBox
          label={t('settings:bin.pick_all')}
          checked={rows.length > 0 && ids.length === rows.length}
          some={ids.length > 0}
          onChange={on => setPicked(new Set(on ? rows.map(row => row.id) : []))}
        />
        <span className="tabular flex-1 text-13 text-fg-2">
          {ids.length > 0 ? t('settings:bin.picked', { count: ids.length }) : t('settings:bin.pick_all')}
        </span>
        {ids.length === 0 && rows.length > 0 && (
          <Button look="quiet" onClick={() => setEmptying(true)}>
            {t('settings:bin.empty_now')}
          </Button>
        )}
        {ids.length > 0 && (
          <>
            <Button
              icon={<RotateCcw size={13} />}
              busy={ids.some(acts.restoring)}
              onClick={() => acts.restore(ids)}
            >
              {t('settings:bin.restore')}
            </Button>
            <Button look="danger" onClick={() => setErasing(true)}>
              {t('settings:bin.erase')}
            </Button>
          </>
        )}
      </div>
      {rows.length === 0 && (
        <p className="px-2 py-8 text-center text-13 text-fg-3">{t('settings:bin.none_found')}</p>
      )}
      <ul ref={list}>
        {rows.map(row => (
          <BinRow
            key={row.id}
            form={form}
            row={row}
            left={daysLeft(String(row.values.deleted_at ?? ''), keepDays)}
            picked={picked.has(row.id)}
            current={row.id === current}
            busy={acts.restoring(row.id)}
            onPick={pick}
            onRestore={() => acts.restore([row.id])}
          />
        ))}
      </ul>
      {pages.hasNextPage && (
        <div className="flex justify-center py-3">
          <Button look="quiet" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('settings:bin.more')}
          </Button>
        </div>
      )}
      {emptying && (
        <EmptyBin
          form={form.code}
          name={nameOf(form.plural) || nameOf(form.name)}
          count={count}
          onClose={() => setEmptying(false)}
        />
      )}
      {erasing && (
        <EraseDialog
          count={ids.length}
          done={acts.erased}
          busy={acts.erasing}
          onClose={() => setErasing(false)}
          onErase={() => acts.erase(ids).finally(() => setErasing(false))}
        />
      )}
    </div>
  )
}

interface BinRowProps {
  form: Form
  row: RecordRow
  /** Days until it goes by itself. */
  left: number | undefined
  picked: boolean
  /** Keys act on it. */
  current: boolean
  busy: boolean
  onPick: (id: string, on: boolean) => void
  onRestore: () => void
}

function BinRow({ form, row, left, picked, current, busy, onPick, onRestore }: BinRowProps) {
  const { t } = useTranslation()
  const title = row.display[form.title] || String(row.values[form.title] ?? '') || t('records:untitled')
  const at = String(row.values.deleted_at ?? '')
  const by = row.display.updated_by || t('settings:bin.system')
  return (
    <li
      data-bin-row={row.id}
      aria-current={current || undefined}
      className={cx(
        'flex min-h-12 items-center gap-3 border-b border-line px-2',
        current && 'bg-hover shadow-[inset_2px_0_0_var(--accent)]',
      )}
    >
      <CheckBox
        label={t('settings:bin.pick', { title })}
        checked={picked}
        onChange={on => onPick(row.id, on)}
      />
      <Link
        to="/f/$form/$id"
        params={{ form: form.code, id: row.id }}
        className="min-w-0 flex-1 truncate text-13 hover:underline"
      >
        {title}
      </Link>
      <span className="shrink-0 text-right text-12 text-fg-3">
        {by}
        <time
          className="tabular ml-3 inline-block min-w-20 max-md:ml-0 max-md:block"
          dateTime={at}
          title={fullTime(at)}
        >
          {relativeTime(at)}
        </time>
        {left !== undefined && (
          <span className={cx('tabular ml-3 max-md:ml-0 max-md:block', left < 7 && 'text-warn')}>
            {left === 0 ? t('settings:bin.goes_soon') : t('settings:bin.goes_in', { count: left })}
          </span>
        )}
      </span>
      <Button
        size="small"
        look="quiet"
        icon={<RotateCcw size={13} aria-hidden="true" />}
        busy={busy}
        aria-label={t('settings:bin.restore_named', { title })}
        onClick={onRestore}
      >
        {t('settings:bin.restore')}
      </Button>
    </li>
  )
}
