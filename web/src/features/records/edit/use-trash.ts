import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { keys } from '@/api/queries'
import { restoreRecord, trashRecord, undoBatch } from '@/api/records'
import type { RecordRow } from '@/api/types'
import { keptText } from '@/lib/kept-text'
import { problemText } from '@/lib/problem-text'
import { toast } from '@/ui/toast'

export function useRefreshList(form: string): () => void {
  const client = useQueryClient()
  return useCallback(() => {
    void client.invalidateQueries({ queryKey: keys.pages(form) })
    void client.invalidateQueries({ queryKey: keys.counts(form) })
  }, [client, form])
}

export function useUndoBatch(form: string): (batch: string) => void {
  const { t } = useTranslation()
  const client = useQueryClient()
  const refresh = useRefreshList(form)
  return batch =>
    void undoBatch(batch).then(
      ({ kept = 0, changed_since = [] }) => {
        refresh()
        void client.invalidateQueries({ queryKey: ['record', form] })
        if (kept > 0) toast(keptText(kept, changed_since), { tone: 'bad' })
        else toast(t('records:undone'))
      },
      error => toast(problemText(error), { tone: 'bad' }),
    )
}

/** Puts a record in the bin, with a way back. Answers whether it went. */
export function useTrash(form: string): (record: RecordRow, title: string) => Promise<boolean> {
  const { t } = useTranslation()
  const client = useQueryClient()
  const refresh = useRefreshList(form)
  const undo = useUndoBatch(form)
  return async (record, title) => {
    try {
      const { batch } = await trashRecord(form, record.id, record.rev)
      refresh()
      void client.invalidateQueries({ queryKey: keys.record(form, record.id) })
      toast(t('records:deleted', { title }), { action: { label: t('app:undo'), run: () => undo(batch) } })
      return true
    } catch (error) {
      toast(problemText(error), { tone: 'bad' })
      return false
    }
  }
}

export function useRestore(form: string): (id: string, seq?: number) => Promise<void> {
  const { t } = useTranslation()
  const client = useQueryClient()
  const refresh = useRefreshList(form)
  return async (id, seq) => {
    try {
      await restoreRecord(form, id, seq)
      refresh()
      await client.invalidateQueries({ queryKey: keys.record(form, id) })
      toast(t('records:restored'))
    } catch (error) {
      toast(problemText(error), { tone: 'bad' })
    }
  }
}
