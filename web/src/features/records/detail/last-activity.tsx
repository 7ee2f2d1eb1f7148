import { useInfiniteQuery } from '@tanstack/react-query'
import { ChevronRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { activitiesQuery } from '@/api/queries'
import type { OnlyThese } from '@/api/records'
import type { Activity, RecordRow } from '@/api/types'
import { recordValue } from '@/features/fields/field-values'
import { relativeTime } from '@/lib/format'
import { plainText } from '@/lib/rich-text'
import { Button } from '@/ui/button'
import { ACTIVITY_ICONS } from '../timeline/ways'

/** Those in which somebody spoke with the customer. */
const SPOKE: OnlyThese = { kinds: ['call', 'visit', 'message'] }
const said = (items: Activity[] = [], note: boolean) =>
  items.find(one => one.text.trim() !== '' && (note || one.kind !== 'note'))

/**
 * What was said last, in sight before the next call; a press leads to all of it. A note is no conversation, be it a
 * hand-over: it stands here only where there was none.
 */
export function LastActivity({
  form,
  record,
  onOpen,
}: {
  form: string
  record: RecordRow
  onOpen: () => void
}) {
  const { t } = useTranslation()
  const spoke = Number(recordValue(record, 'activity_count') ?? 0) > 0
  const all = useInfiniteQuery(activitiesQuery(form, record.id))
  const newest = all.data?.pages[0]
  const buried = spoke && newest !== undefined && !said(newest.items, false) && newest.next != null
  const older = useInfiniteQuery({ ...activitiesQuery(form, record.id, SPOKE), enabled: buried })
  const { data, isError, refetch } = buried ? older : all
  if (!data && spoke) {
    // What is below must not move under somebody’s hand.
    if (!isError) return <span className="bone block h-14 shrink-0" />
    return (
      <p
        role="alert"
        className="flex h-14 shrink-0 items-center gap-2 rounded-8 bg-subtle px-3 text-13 text-fg-2"
      >
        <span className="min-w-0 flex-1 truncate">{t('records:last_activity_failed')}</span>
        <Button size="small" onClick={() => void refetch()}>
          {t('app:retry')}
        </Button>
      </p>
    )
  }
  const items = data?.pages[0]?.items
  const last = said(items, false) ?? said(newest?.items, true)
  if (!last) return null
  const Icon = ACTIVITY_ICONS[last.kind] ?? ACTIVITY_ICONS.note
  return (
    <button
      type="button"
      aria-label={t('records:last_activity')}
      aria-describedby={`last-${last.id}`}
      onClick={onOpen}
      className="flex min-h-14 w-full items-start gap-2 rounded-8 bg-subtle px-3 py-2 text-left"
    >
      <Icon size={14} className="mt-0.5 shrink-0 text-accent" aria-hidden="true" />
      <span id={`last-${last.id}`} className="min-w-0 flex-1">
        <span className="line-clamp-2 text-13 text-fg">{plainText(last.text, last.mentions)}</span>
        <span className="text-12 text-fg-3">
          {last.by.name} · {relativeTime(last.at)}
        </span>
      </span>
      <ChevronRight size={16} className="mt-0.5 shrink-0 text-fg-3" aria-hidden="true" />
    </button>
  )
}
