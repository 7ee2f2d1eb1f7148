import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Form, Value } from '@/api/types'
import { newId } from '@/lib/ids'
import type { Laid } from '@/offline/unsent'
import { toast } from '@/ui/toast'
import { CHUNK, runChunked } from './chunked'
import { startWork } from './progress'
import { valueText } from './refused-cells'
import { remember, type UndoStep } from './undo-stack'
import { useKeepLeft } from './use-keep-left'
import { useTellRefused } from './use-tell-refused'
import { useRefreshList } from './use-trash'

/** Makes records out of pasted rows, as one step that can be undone. What does not reach the server waits for it. */
export function useCreateMany(form: Form): (rows: readonly Record<string, Value>[]) => Promise<void> {
  const { t } = useTranslation()
  const refresh = useRefreshList(form.code)
  const tellRefused = useTellRefused(form)
  const keepLeft = useKeepLeft(form)
  return useCallback(
    async rows => {
      const progress = rows.length > CHUNK ? startWork(t('records:cells.making'), rows.length) : undefined
      const made = rows.map((values, at) => madeOf(form, values, newId('rec', Date.now() - rows.length + at)))
      const ran = await runChunked(
        form.code,
        made.map(({ id, values }) => ({ create: { id, values } })),
        progress?.step,
      )
      progress?.end()
      const waits = keepLeft(ran, made)
      void tellRefused(ran)
      refresh()
      if (ran.batches.length + waits.length === 0) return
      const step: UndoStep = {
        kind: 'batches',
        form: form.code,
        batches: ran.batches,
        ids: [],
        list: true,
        waits,
      }
      remember(step)
      const left = rows.length - ran.made - ran.refused.length
      toast(
        waits.length > 0
          ? t('offline:kept_made', { count: left })
          : t('records:cells.made', { count: ran.made }),
      )
    },
    [form, refresh, t, tellRefused, keepLeft],
  )
}

/** A row as it is to be made. The rows' ids follow one another as they do, whatever sorts by them. */
function madeOf(
  form: Form,
  values: Record<string, Value>,
  id: string,
): Laid & { values: Record<string, Value> } {
  const title = form.fields.find(field => field.code === form.title)
  return {
    id,
    title: title?.sensitive ? '' : valueText(title, values[form.title]),
    values,
    display: {},
    before: {},
    beforeDisplay: {},
    does: 'make',
  }
}
