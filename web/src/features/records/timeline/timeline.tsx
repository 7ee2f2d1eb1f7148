import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { keys } from '@/api/queries'
import { removeActivity } from '@/api/records'
import type { Activity, Form, RecordFull } from '@/api/types'
import { problemText } from '@/lib/problem-text'
import { Arriving } from '@/ui/arriving'
import { Button } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { Segmented } from '@/ui/controls'
import { Bones, ErrorState } from '@/ui/states'
import { toast } from '@/ui/toast'
import { CompareButton } from '../detail/compare/compare-button'
import { OnlyButton } from '../detail/record-dialogs'
import { isTrashed } from '../detail/record-view'
import { useRefreshList, useUndoBatch } from '../edit/use-trash'
import { ActivityEntry } from './activity-entry'
import { ChangeEntry } from './change-entry'
import { LedNote } from './led-note'
import { type ActivityPages, without } from './remarks/pages'
import { useActs } from './remarks/use-acts'
import { useTimeline } from './use-timeline'

export function Timeline({ form, record, canEdit }: { form: Form; record: RecordFull; canEdit: boolean }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const refresh = useRefreshList(form.code)
  const undo = useUndoBatch(form.code)
  const acts = useActs(form.code, record.id)
  const told = useTimeline(form.code, record.id)
  const { show, entries, pinned, body, led } = told
  const lit = (id: string) => led === id && '-mx-2 rounded-8 bg-accent-soft px-2'
  const remove = (activity: Activity) =>
    void removeActivity(form.code, record.id, activity.id).then(
      answer => {
        client.setQueriesData<ActivityPages>(
          { queryKey: keys.activityPages(form.code, record.id) },
          read => read && without(read, activity.id),
        )
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
  const more = () => void told.more().catch(error => toast(problemText(error), { tone: 'bad' }))
  const list = (
    <>
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
          {t(
            told.chosen
              ? 'timeline:only.nothing'
              : show === 'changes'
                ? 'records:timeline.no_changes'
                : 'records:timeline.empty',
          )}
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
                way={told.ways.get(entry.change.seq)}
              />
            )}
          </li>
        ))}
      </ol>
      {told.goesOn && (
        <Button look="quiet" size="small" busy={told.reading} onClick={more}>
          {t('records:timeline.more')}
        </Button>
      )}
    </>
  )
  return (
    <div ref={body}>
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <Segmented
          label={t('records:timeline.title')}
          value={show}
          options={(['all', 'activities', 'changes'] as const).map(value => ({
            value,
            label: t(`records:timeline.${value}`),
          }))}
          onChange={told.setShow}
        />
        <Arriving>
          {/* Asked for with the first page: a record of which nothing was told has nothing to choose. */}
          {(Boolean(told.present?.kinds.length) || told.chosen) && (
            <OnlyButton only={told.only} present={told.present} onChoose={told.choose} />
          )}
        </Arriving>
        <span className="ml-auto">
          <CompareButton form={form} record={record} canEdit={canEdit} />
        </span>
      </div>
      <LedNote sought={told.sought} again={told.again} />
      {told.failed ? (
        <ErrorState error={told.failed} onRetry={told.retry} />
      ) : told.pending ? (
        <Bones rows={4} height={40} />
      ) : (
        list
      )}
    </div>
  )
}
