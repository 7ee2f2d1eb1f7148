import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Form, RecordRow, Value } from '@/api/types'
import { fieldByCode } from '@/features/fields/system-fields'
import { words } from '@/lib/label'
import { codeText, problemText } from '@/lib/problem-text'
import { asOwnWrites } from '@/live/own-writes'
import { toast } from '@/ui/toast'
import { type Overlay, overlayMany } from './cached-records'
import { CHUNK, type Ran, runChunked } from './chunked'
import { freshenNumbers } from './fresh-numbers'
import { freshenRows } from './fresh-rows'
import { startWork } from './progress'
import { inTurn } from './revisions'
import { remember } from './undo-stack'

/** New values of one record. */
export interface RowEdit extends Overlay {
  record: RecordRow
}

export type WriteMany = (edits: readonly RowEdit[], label: string) => Promise<Ran | undefined>

const MOST_TOLD = 3

/** What the server would not take, in words. */
export function useTellRefused(form: Form): (ran: Ran) => void {
  const { t } = useTranslation()
  return useCallback(
    ran => {
      if (ran.problem) toast(problemText(ran.problem), { tone: 'bad' })
      if (ran.refused.length === 0) return
      const reasons = ran.refused.map(({ field, code, params }) => {
        const found = fieldByCode(form, field)
        const problem = codeText(code, params)
        return found ? t('records:field_problem', { field: words(found.name), problem }) : problem
      })
      const distinct = [...new Set(reasons)].slice(0, MOST_TOLD)
      const count = ran.refused.length
      toast(t('records:cells.refused', { count, reasons: distinct.join(t('filters:list_separator')) }), {
        tone: 'bad',
      })
    },
    [form, t],
  )
}

/**
 * Writes values of several records as one step that can be undone: shown at once, sent in as few requests as it takes, and
 * what could not be saved is put back as it is on the server. Rows stay in their places.
 */
export function useWriteMany(form: Form): WriteMany {
  const client = useQueryClient()
  const tellRefused = useTellRefused(form)
  return useCallback(
    async (edits, label) => {
      if (edits.length === 0) return undefined
      const ids = edits.map(edit => edit.record.id)
      overlayMany(client, form.code, new Map(edits.map(edit => [edit.record.id, edit])))
      const commands = edits.map(
        ({ record, values }: { record: RecordRow; values: Record<string, Value> }) => ({
          update: { id: record.id, rev: record.rev, values },
        }),
      )
      const progress = edits.length > CHUNK ? startWork(label, edits.length) : undefined
      const ran = await inTurn(ids, () =>
        asOwnWrites(ids, async () => {
          const done = await runChunked(form.code, commands, progress?.step)
          await freshenRows(client, form.code, ids).catch(() => undefined)
          return done
        }),
      )
      progress?.end()
      if (ran.batches.length > 0)
        remember({ kind: 'batches', form: form.code, batches: ran.batches, ids: ran.ids })
      void client.invalidateQueries({ queryKey: ['record', form.code] })
      freshenNumbers(client, form.code, [...new Set(edits.flatMap(edit => Object.keys(edit.values)))])
      tellRefused(ran)
      return ran
    },
    [client, form, tellRefused],
  )
}
