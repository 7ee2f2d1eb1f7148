import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { keys } from '@/api/queries'
import { runBatch } from '@/api/records'
import { problemText } from '@/lib/problem-text'
import { toast } from '@/ui/toast'
import { useRefreshList, useUndoBatch } from './use-trash'

/** Brings a record back from the bin, with the way back into it. */
export function useBringBack(form: string): (id: string) => Promise<void> {
  const { t } = useTranslation()
  const client = useQueryClient()
  const refresh = useRefreshList(form)
  const undo = useUndoBatch(form)
  return async id => {
    try {
      const { batch } = await runBatch(form, [{ restore: { id } }])
      refresh()
      void client.invalidateQueries({ queryKey: keys.record(form, id) })
      toast(t('records:restored'), { action: { label: t('app:undo'), run: () => undo(batch) } })
    } catch (error) {
      toast(problemText(error), { tone: 'bad' })
    }
  }
}
