import { useInfiniteQuery } from '@tanstack/react-query'
import { History, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listOwnActs, type OwnAct } from '@/api/acts'
import { actWords, wayBackOf } from '@/lib/act-words'
import { fullTime, plainNumber, relativeTime } from '@/lib/format'
import { words } from '@/lib/label'
import { useGo } from '@/lib/use-go'
import { usePhone } from '@/lib/use-media'
import { Button } from '@/ui/button'
import { MadeLinks } from '@/ui/made-links'
import { SheetHeader } from '@/ui/sheet-header'
import { Bones, EmptyState, ErrorState } from '@/ui/states'
import { UndoDialog } from './undo-dialog'

/** 最近操作: what I did lately, and a way back from each of it. */
export function ActsPage() {
  const { t } = useTranslation()
  const go = useGo()
  const phone = usePhone()
  const [undoing, setUndoing] = useState<OwnAct>()
  const pages = useInfiniteQuery({
    queryKey: ['acts'],
    queryFn: ({ pageParam }) => listOwnActs(pageParam),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: page => page.next ?? undefined,
    staleTime: 0,
  })
  const acts = pages.data?.pages.flatMap(page => page.items) ?? []
  return (
    <>
      <SheetHeader title={t('acts:title')} {...(phone ? { onBack: () => go('/me') } : {})} />
      <div className="scroll-quiet flex min-h-0 flex-1 flex-col overflow-y-auto border-t border-line bg-surface">
        <div className="mx-auto w-full max-w-[880px] px-5 py-4 max-md:px-4">
          <p className="mb-2 text-13 text-fg-3">{t('acts:hint')}</p>
          {pages.error && !pages.data ? (
            <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />
          ) : pages.isPending ? (
            <Bones rows={8} height={44} />
          ) : acts.length === 0 && !pages.hasNextPage ? (
            <EmptyState icon={History} title={t('acts:empty')} />
          ) : (
            <ul className="divide-y divide-line">
              {acts.map(act => (
                <ActRow key={act.batch} act={act} onUndo={() => setUndoing(act)} />
              ))}
            </ul>
          )}
          {pages.hasNextPage && (
            <Button
              look="quiet"
              className="mt-2"
              busy={pages.isFetchingNextPage}
              onClick={() => void pages.fetchNextPage()}
            >
              {t('acts:more')}
            </Button>
          )}
        </div>
      </div>
      {undoing?.undo && (
        <UndoDialog batch={undoing.undo} {...wayBackOf(undoing)} onClose={() => setUndoing(undefined)} />
      )}
    </>
  )
}

function ActRow({ act, onUndo }: { act: OwnAct; onUndo: () => void }) {
  const { t } = useTranslation()
  // An action names the form of each record that it made.
  const many = Boolean(act.action ?? act.undoes?.action)
  const form = act.form && !many ? words(act.form.name) : ''
  const more = act.count > act.records.length
  return (
    <li className="flex items-center gap-3 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="flex min-w-0 flex-wrap items-center gap-x-2 text-14">
          <span className={act.undo ? 'font-medium' : 'font-medium text-fg-3 line-through'}>
            {actWords(act)}
          </span>
          {form && <span className="text-fg-3">{form}</span>}
          <MadeLinks made={act.records} bare={!many} part={act.activity} />
        </p>
        <p className="mt-0.5 flex items-center gap-2 text-12 text-fg-3">
          <time className="tabular" dateTime={act.at} title={fullTime(act.at)}>
            {relativeTime(act.at)}
          </time>
          {more && <span>{t('acts:changes', { count: act.count, shown: plainNumber(act.count) })}</span>}
        </p>
      </div>
      {act.undo ? (
        <Button
          size="small"
          className="shrink-0 max-md:h-11"
          icon={<Undo2 size={13} aria-hidden="true" />}
          onClick={onUndo}
        >
          {t(wayBackOf(act).redo ? 'acts:redo.open' : 'acts:undo.open')}
        </Button>
      ) : (
        <span className="shrink-0 text-12 text-fg-3">{t('acts:taken_back')}</span>
      )}
    </li>
  )
}
