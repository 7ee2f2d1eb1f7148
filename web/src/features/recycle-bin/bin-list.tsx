import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keys } from '@/api/queries'
import { listBinned } from '@/api/recycle-bin'
import type { Form, QueryAnswer, RecordRow } from '@/api/types'
import { fullTime, relativeTime } from '@/lib/format'
import { useDebounced } from '@/lib/use-debounced'
import { Button } from '@/ui/button'
import { CheckBox, TextInput } from '@/ui/controls'
import { Bones, ErrorState } from '@/ui/states'
import { EraseDialog } from './erase-dialog'
import { useBinActs } from './use-bin-acts'

/** Long enough to leave out the letters of a word typed in one go. */
const PAUSE_MS = 200

/** What lies in one form's bin: who deleted it and when, to be brought back or erased, several at once. */
export function BinList({ form }: { form: Form }) {
  const { t } = useTranslation()
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const [erasing, setErasing] = useState(false)
  const [text, setText] = useState('')
  const words = useDebounced(text.trim(), PAUSE_MS)
  const acts = useBinActs(form, () => setPicked(new Set()))
  const pages = useInfiniteQuery({
    queryKey: [...keys.bins, form.code, words],
    queryFn: ({ pageParam }) => listBinned(form.code, form.title, { search: words, after: pageParam }),
    placeholderData: previous => previous,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: QueryAnswer) => page.next ?? undefined,
  })
  if (pages.isPending) return <Bones rows={6} height={44} />
  if (pages.isError && !pages.data)
    return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
  const rows = pages.data.pages.flatMap(page => page.items)
  const ids = rows.map(row => row.id).filter(id => picked.has(id))
  const pick = (id: string, on: boolean) => {
    const next = new Set(picked)
    if (on) next.add(id)
    else next.delete(id)
    setPicked(next)
  }
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
      <div className="flex min-h-11 items-center gap-2 border-b border-line">
        <CheckBox
          label={t('settings:bin.pick_all')}
          checked={rows.length > 0 && ids.length === rows.length}
          some={ids.length > 0}
          onChange={on => setPicked(new Set(on ? rows.map(row => row.id) : []))}
        />
        <span className="tabular flex-1 text-13 text-fg-2">
          {ids.length > 0 ? t('settings:bin.picked', { count: ids.length }) : t('settings:bin.pick_all')}
        </span>
        {ids.length > 0 && (
          <>
            <Button icon={<RotateCcw size={13} />} busy={acts.restoring} onClick={() => acts.restore(ids)}>
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
      <ul>
        {rows.map(row => (
          <BinRow key={row.id} form={form} row={row} picked={picked.has(row.id)} onPick={pick} />
        ))}
      </ul>
      {pages.hasNextPage && (
        <div className="flex justify-center py-3">
          <Button look="quiet" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('settings:bin.more')}
          </Button>
        </div>
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
  picked: boolean
  onPick: (id: string, on: boolean) => void
}

function BinRow({ form, row, picked, onPick }: BinRowProps) {
  const { t } = useTranslation()
  const title = row.display[form.title] || String(row.values[form.title] ?? '') || t('records:untitled')
  const at = String(row.values.deleted_at ?? '')
  const by = row.display.updated_by || t('settings:bin.system')
  return (
    <li className="flex min-h-12 items-center gap-3 border-b border-line">
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
      </span>
    </li>
  )
}
