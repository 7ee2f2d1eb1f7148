import { CheckCheck, MessageSquareText } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '@/api/queries'
import type { Activity, Remark } from '@/api/types'
import { fullTime } from '@/lib/format'
import { problemText } from '@/lib/problem-text'
import { cx } from '@/ui/class-names'
import { RemarkBox } from './remark-box'
import { RemarkItem } from './remark-item'
import type { Acts } from './use-acts'
import { useAllRemarks } from './use-all-remarks'

/** Names before the rest is only counted. */
const NAMED = 3

const said = (remark: Remark): boolean => remark.text !== undefined && remark.text !== null

/** What colleagues put under a follow-up: their words, who read it, and the buttons for both. */
export function RemarkFoot({
  form,
  record,
  activity,
  acts,
}: {
  form: string
  record: string
  activity: Activity
  acts: Acts
}) {
  const { t } = useTranslation()
  const me = useMe()
  const [writing, setWriting] = useState(false)
  const [listed, setListed] = useState(false)
  const [whole, setWhole] = useState(false)
  const newest = activity.remarks ?? []
  const read = activity.reader_count ?? newest.filter(remark => !said(remark)).length
  const all = useAllRemarks(form, record, activity.id, whole || (listed && read > NAMED))
  const remarks = all.data ?? newest
  const spoken = remarks.filter(said)
  const earlier = (activity.remark_count ?? spoken.length) - spoken.length
  const readers = remarks.filter(remark => !said(remark))
  const mine = readers.find(remark => remark.by.id === me.id)
  const quiet =
    'flex h-6 items-center gap-1 rounded-6 px-1.5 text-12 text-fg-3 hover:bg-hover hover:text-fg max-md:h-11 max-md:px-2'
  return (
    <div className="mt-1">
      {earlier > 0 && (
        <button
          type="button"
          className={cx(quiet, '-ml-1.5')}
          disabled={all.isFetching}
          onClick={() => (all.error ? void all.refetch() : setWhole(true))}
        >
          {all.error ? problemText(all.error) : t('timeline:remark.earlier', { count: earlier })}
        </button>
      )}
      {spoken.length > 0 && (
        <ul aria-label={t('timeline:remark.list')} className="mb-1 flex flex-col border-l-2 border-line pl-3">
          {spoken.map(remark => (
            <RemarkItem
              key={remark.id}
              remark={remark}
              onRemove={remark.mine ? () => acts.remove(activity, remark.id) : undefined}
            />
          ))}
        </ul>
      )}
      {writing ? (
        <RemarkBox
          form={form}
          record={record}
          activity={activity}
          acts={acts}
          onClose={() => setWriting(false)}
        />
      ) : (
        <div className="-ml-1.5 flex flex-wrap items-center">
          <button type="button" className={quiet} onClick={() => setWriting(true)}>
            <MessageSquareText size={13} aria-hidden="true" />
            {t('timeline:remark.write')}
          </button>
          {activity.by.id !== me.id && (
            <button
              type="button"
              aria-pressed={mine !== undefined}
              title={mine && t('timeline:remark.unread')}
              disabled={acts.busy}
              className={cx(quiet, mine && 'text-accent!')}
              onClick={() => (mine ? acts.remove(activity, mine.id, true) : acts.read(activity))}
            >
              <CheckCheck size={13} aria-hidden="true" />
              {t('timeline:remark.read')}
            </button>
          )}
          {readers.length > 0 && (
            <button type="button" aria-expanded={listed} className={quiet} onClick={() => setListed(!listed)}>
              {t(read > NAMED ? 'timeline:remark.readers_more' : 'timeline:remark.readers', {
                names: readers
                  .slice(0, NAMED)
                  .map(reader => reader.by.name)
                  .join(t('timeline:remark.comma')),
                total: read,
              })}
            </button>
          )}
        </div>
      )}
      {listed && readers.length > 0 && (
        <ul className="flex flex-col gap-0.5 py-1 text-12 text-fg-3">
          {readers.map(({ id, by, at }) => (
            <li key={id} className="tabular">
              {t('timeline:remark.who', { name: by.name, when: fullTime(at) })}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
