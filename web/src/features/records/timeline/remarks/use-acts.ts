import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { keys } from '@/api/queries'
import {
  type ActivityChange,
  type ActivityDone,
  addRemark,
  pinActivity,
  removeRemark,
  updateActivity,
} from '@/api/records'
import type { Activity } from '@/api/types'
import { problemText } from '@/lib/problem-text'
import { useWrite } from '@/lib/use-write'
import { asOwnWrite } from '@/live/own-writes'
import { toast } from '@/ui/toast'
import { useRefreshList, useUndoBatch } from '../../edit/use-trash'
import { type ActivityPages, withChanged } from './pages'
import { remarksKey } from './use-all-remarks'

interface Act {
  /** What is done to which one: a second press of the same button is no second act. */
  intent: readonly string[]
  write: () => Promise<ActivityDone>
}

/** What people do with a follow-up that stands: pin it, remark on it, read it. */
export function useActs(form: string, record: string) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const undo = useUndoBatch(form)
  const refresh = useRefreshList(form)
  const act = useWrite({
    mutationFn: ({ write }: Act) => asOwnWrite(record, write),
    onSuccess: ({ batch: _, ...activity }) => {
      client.setQueriesData<ActivityPages>(
        { queryKey: keys.activityPages(form, record) },
        read => read && withChanged(read, activity),
      )
      void client.invalidateQueries({ queryKey: remarksKey(form, record, activity.id) })
    },
    onError: error => toast(problemText(error), { tone: 'bad' }),
  })
  const told = (words: string) => (done: ActivityDone) =>
    toast(words, { action: { label: t('app:undo'), run: () => undo(done.batch) } })
  return {
    busy: act.isPending,
    pin: (activity: Activity) =>
      act.mutate(
        {
          intent: ['pin', activity.id],
          write: () => pinActivity(form, record, activity.id, !activity.pinned),
        },
        {
          onSuccess: told(t(activity.pinned ? 'timeline:pin.undone' : 'timeline:pin.done')),
        },
      ),
    change: (activity: Activity, change: ActivityChange) =>
      act.mutateAsync(
        { intent: ['change', activity.id], write: () => updateActivity(form, record, activity.id, change) },
        {
          onSuccess: done => {
            // When it was is the record's last follow-up too.
            void client.invalidateQueries({ queryKey: keys.record(form, record) })
            refresh()
            told(t('timeline:edit.done'))(done)
          },
        },
      ),
    read: (activity: Activity) =>
      act.mutate({ intent: ['read', activity.id], write: () => addRemark(form, record, activity.id) }),
    remark: (activity: Activity, text: string) =>
      act.mutateAsync({
        intent: ['remark', activity.id, text],
        write: () => addRemark(form, record, activity.id, text),
      }),
    /** Without a word where only a reading is taken back: the same button gives it again. */
    remove: (activity: Activity, remark: string, quietly = false) =>
      act.mutate(
        { intent: ['remove', remark], write: () => removeRemark(form, record, activity.id, remark) },
        quietly ? {} : { onSuccess: told(t('timeline:remark.removed')) },
      ),
  }
}

export type Acts = ReturnType<typeof useActs>
