import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { keys, useMe } from '@/api/queries'
import type { Form, NewActivity, RecordRow, Value } from '@/api/types'
import { endCall } from '@/lib/calls'
import { useWrite } from '@/lib/use-write'
import { sendOrKeep } from '@/offline/send'
import { toast } from '@/ui/toast'
import { titleOf } from '../detail/record-view'
import { useRefreshList } from '../edit/use-trash'
import { type ActivityPages, withNew } from './remarks/pages'

interface Written {
  body: NewActivity
  /** The stage before the follow-up moved it. */
  stage?: { field: string; held: Value }
}

/** Sends a follow-up, or keeps it where there is no line, and shows it in the timeline. */
export function useSend(definition: Form, record: RecordRow, onDone: () => void) {
  const { t } = useTranslation()
  const me = useMe()
  const client = useQueryClient()
  const form = definition.code
  const refresh = useRefreshList(form)
  return useWrite({
    mutationFn: (written: Written) =>
      sendOrKeep({
        person: me.id,
        form,
        record: record.id,
        title: titleOf(definition, record),
        ...written,
      }),
    onSuccess: answer => {
      endCall(record.id)
      if (answer === 'kept') {
        toast(t('offline:kept'))
        onDone()
        return
      }
      const { unseen = [], ...written } = answer
      if (unseen.length > 0)
        toast(t('timeline:unseen', { names: unseen.join(t('filters:list_separator')) }), { tone: 'plain' })
      // Written from a list, where nothing of the record's past is loaded, it is no list of one.
      client.setQueryData<ActivityPages>(
        keys.activityPages(form, record.id),
        read => read && withNew(read, written),
      )
      // Whether it is among those of a choice, the server says.
      void client.invalidateQueries({ queryKey: keys.activityPages(form, record.id) })
      void client.invalidateQueries({ queryKey: keys.history(form, record.id) })
      void client.invalidateQueries({ queryKey: keys.record(form, record.id) })
      refresh()
      onDone()
    },
  })
}
