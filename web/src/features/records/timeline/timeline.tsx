import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { activitiesQuery, historyQuery, keys } from '@/api/queries'
import { type ActivityPage, getHistory, listActivities, removeActivity } from '@/api/records'
import type { Activity, Form, HistoryItem, RecordFull } from '@/api/types'
import { problemText } from '@/lib/problem-text'
import { Button } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { Segmented } from '@/ui/controls'
import { Bones, ErrorState } from '@/ui/states'
import { toast } from '@/ui/toast'
import { CompareButton } from '../detail/compare/compare-button'
import { isTrashed } from '../detail/record-view'
import { useRefreshList, useUndoBatch } from '../edit/use-trash'
import { ActivityEntry } from './activity-entry'
import { ChangeEntry } from './change-entry'
import { LedNote } from './led-note'
import { merge, readTo } from './merge'
import { withChanged, without } from './remarks/pages'
import { useActs } from './remarks/use-acts'
import { seekActivity } from './seek'
import { useLedTo } from './use-led-to'
import { waysBack } from './ways-back'

type Show = 'all' | 'activities' | 'changes'

export function Timeline({ form, record, canEdit }: { form: Form; record: RecordFull; canEdit: boolean }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const refresh = useRefreshList(form.code)
  const undo = useUndoBatch(form.code)
  const [show, setShow] = useState<Show>('all')
  const [older, setOlder] = useState<{ items: HistoryItem[]; next: number | string | null }>()
  const [past, setPast] = useState<ActivityPage>()
  const acts = useActs(form.code, record.id, changed => setPast(page => page && withChanged(page, changed)))
  const activities = useQuery(activitiesQuery(form.code, record.id))
  const history = useQuery(historyQuery(form.code, record.id))
  const nextChange = show === 'activities' ? null : ((older ?? history.data)?.next ?? null)
  const nextActivity = show === 'changes' ? null : ((past ?? activities.data)?.next ?? null)
  const entries = useMemo(() => {
    const said = show === 'changes' ? [] : [...(activities.data?.items ?? []), ...(past?.items ?? [])]
    const changed = show === 'activities' ? [] : [...(history.data?.items ?? []), ...(older?.items ?? [])]
    const ends = [readTo(said, nextActivity !== null), readTo(changed, nextChange !== null)].sort()
    return merge(
      said.filter(one => !one.pinned),
      changed,
      ends.at(-1),
    )
  }, [show, activities.data, history.data, older, past, nextActivity, nextChange])
  const ways = useMemo(
    () => waysBack([...(history.data?.items ?? []), ...(older?.items ?? [])]),
    [history.data, older],
  )
  const pinned = show === 'changes' ? [] : (activities.data?.pinned ?? [])
  const goesOn = nextChange !== null || nextActivity !== null
  const more = async () => {
    const [changes, done] = await Promise.all([
      nextChange === null ? undefined : getHistory(form.code, record.id, Number(nextChange)),
      nextActivity === null ? undefined : listActivities(form.code, record.id, nextActivity),
    ])
    if (changes) setOlder({ items: [...(older?.items ?? []), ...changes.items], next: changes.next })
    if (done) setPast({ ...done, items: [...(past?.items ?? []), ...done.items] })
  }
  const { body, led, sought, again } = useLedTo({
    loaded: activities.data !== undefined && history.data !== undefined && show !== 'changes',
    has: id => [...entries.map(entry => entry.key), ...pinned.map(one => one.id)].includes(id),
    seek: async id => {
      const found = await seekActivity(id, (past ?? activities.data)?.next ?? null, after =>
        listActivities(form.code, record.id, after),
      )
      if (found.is === 'found') {
        setPast({ items: [...(past?.items ?? []), ...found.items], next: found.next })
        // Among the changes it would stand only when as many of these were read.
        setShow('activities')
      }
      return found.is
    },
  })
  const lit = (id: string) => led === id && '-mx-2 rounded-8 bg-accent-soft px-2'
  if (activities.isPending || history.isPending) return <Bones rows={4} height={40} />
  // What could not be read is not told as if nothing had happened.
  const failed = (!activities.data && activities.error) || (!history.data && history.error)
  if (failed)
    return (
      <ErrorState
        error={failed}
        onRetry={() => void Promise.all([activities.refetch(), history.refetch()])}
      />
    )
  const remove = (activity: Activity) =>
    void removeActivity(form.code, record.id, activity.id).then(
      answer => {
        const rest = (page: ActivityPage | undefined) => page && without(page, activity.id)
        client.setQueryData<ActivityPage>(keys.activities(form.code, record.id), rest)
        setPast(rest)
        refresh()
        toast(
          t('records:activity.removed'),
          answer?.batch ? { action: { label: t('app:undo'), run: () => undo(answer.batch ?? '') } } : {},
        )
      },
      error => toast(problemText(error), { tone: 'bad' }),
    )
  const entryOf = (activity: Activity) => (
    <ActivityEntry
      form={form.code}
      record={record.id}
      activity={activity}
      acts={acts}
      closed={isTrashed(record)}
      canEdit={canEdit}
      onRemove={canEdit && activity.mine !== false ? () => remove(activity) : undefined}
    />
  )
  return (
    <div ref={body}>
      <div className="mb-3 flex items-center justify-between gap-2">
        <Segmented
          label={t('records:timeline.title')}
          value={show}
          options={(['all', 'activities', 'changes'] as const).map(value => ({
            value,
            label: t(`records:timeline.${value}`),
          }))}
          onChange={setShow}
        />
        <CompareButton form={form} record={record} canEdit={canEdit} />
      </div>
      <LedNote sought={sought} again={again} />
      {pinned.length > 0 && (
        <ol
          aria-label={t('timeline:pin.section')}
          className="mb-3 flex flex-col rounded-8 border border-line px-2 pt-2"
        >
          {pinned.map(activity => (
            <li
              key={activity.id}
              data-activity={activity.id}
              className={cx('flex gap-3 pb-3', lit(activity.id))}
            >
              {entryOf(activity)}
            </li>
          ))}
        </ol>
      )}
      {entries.length === 0 && pinned.length === 0 && (
        <p className="py-4 text-13 text-fg-3">
          {t(show === 'changes' ? 'records:timeline.no_changes' : 'records:timeline.empty')}
        </p>
      )}
      <ol className="flex flex-col">
        {entries.map((entry, index) => (
          <li
            key={entry.key}
            data-activity={'activity' in entry ? entry.activity.id : undefined}
            className={cx('relative flex gap-3 pb-4', lit(entry.key))}
          >
            {index < entries.length - 1 && (
              <span aria-hidden="true" className="absolute bottom-0 left-3 top-7 w-px bg-line" />
            )}
            {'activity' in entry ? (
              entryOf(entry.activity)
            ) : (
              <ChangeEntry
                form={form}
                record={record}
                change={entry.change}
                canEdit={canEdit}
                way={ways.get(entry.change.seq)}
              />
            )}
          </li>
        ))}
      </ol>
      {goesOn && (
        <Button look="quiet" size="small" onClick={() => void more()}>
          {t('records:timeline.more')}
        </Button>
      )}
    </div>
  )
}
