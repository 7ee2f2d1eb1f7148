import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '@/api/http'
import { keys } from '@/api/queries'
import { eraseRecord, restoreMany } from '@/api/recycle-bin'
import type { Form } from '@/api/types'
import { problemText } from '@/lib/problem-text'
import { useWrite } from '@/lib/use-write'
import { toast } from '@/ui/toast'

/** Bringing records back, and erasing them. */
export function useBinActs(form: Form, onDone: () => void) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [erased, setErased] = useState(0)
  const refresh = () => {
    onDone()
    void client.invalidateQueries({ queryKey: keys.bins })
    void client.invalidateQueries({ queryKey: keys.pages(form.code) })
    void client.invalidateQueries({ queryKey: keys.counts(form.code) })
    void client.invalidateQueries({ queryKey: ['record', form.code] })
  }
  const restore = useWrite({
    mutationFn: (ids: string[]) => restoreMany(form.code, ids),
    onSuccess: (_, ids) => toast(t('settings:bin.restored', { count: ids.length })),
    onError: error => toast(problemText(error), { tone: 'bad' }),
    onSettled: refresh,
  })
  const erase = useWrite({
    // One after the other: each is a transaction of its own that reads the log.
    mutationFn: async (ids: string[]) => {
      setErased(0)
      for (const id of ids) {
        await eraseRecord(form.code, id).catch(unlessGone)
        setErased(done => done + 1)
      }
    },
    onSuccess: (_, ids) => toast(t('settings:bin.erased', { count: ids.length })),
    onError: error => toast(problemText(error), { tone: 'bad' }),
    onSettled: refresh,
  })
  return {
    restore: restore.mutate,
    restoring: (id: string) => restore.isPending && restore.variables.includes(id),
    erase: (ids: string[]) => erase.mutateAsync(ids).catch(() => undefined),
    erasing: erase.isPending,
    erased,
  }
}

/** Somebody else, or the hour's own work, was faster. */
function unlessGone(error: unknown): void {
  if (!(error instanceof Problem && error.code === 'not_found')) throw error
}
