import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Form, Value } from '@/api/types'
import { toast } from '@/ui/toast'
import { CHUNK, runChunked } from './chunked'
import { startWork } from './progress'
import { remember } from './undo-stack'
import { useTellRefused } from './use-tell-refused'
import { useRefreshList } from './use-trash'

/** Makes records out of pasted rows, as one step that can be undone. */
export function useCreateMany(form: Form): (rows: readonly Record<string, Value>[]) => Promise<void> {
  const { t } = useTranslation()
  const refresh = useRefreshList(form.code)
  const tellRefused = useTellRefused(form)
  return useCallback(
    async rows => {
      const progress = rows.length > CHUNK ? startWork(t('records:cells.making'), rows.length) : undefined
      const ran = await runChunked(
        form.code,
        rows.map(values => ({ create: { values } })),
        progress?.step,
      )
      progress?.end()
      void tellRefused(ran)
      refresh()
      if (ran.batches.length === 0) return
      remember({ kind: 'batches', form: form.code, batches: ran.batches, ids: [], list: true })
      toast(t('records:cells.made', { count: ran.made }))
    },
    [form, refresh, t, tellRefused],
  )
}
