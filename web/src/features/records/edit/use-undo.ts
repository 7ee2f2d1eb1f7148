import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { keys } from '@/api/queries'
import { getRecord, undoBatch } from '@/api/records'
import type { Form } from '@/api/types'
import { problemText } from '@/lib/problem-text'
import { asOwnWrites } from '@/live/own-writes'
import { toast } from '@/ui/toast'
import { cachedRows, freshenRows } from './fresh-rows'
import { startWork } from './progress'
import { canRedo, canUndo, inverse, takeRedo, takeStep, takeUndo, type UndoStep } from './undo-stack'
import type { Save } from './use-save'

/** Takes batches back, the newest first. Answers with the batches that would take that back again. */
async function takeBack(
  client: QueryClient,
  step: Extract<UndoStep, { kind: 'batches' }>,
  label: string,
): Promise<UndoStep> {
  const progress = step.batches.length > 1 ? startWork(label, step.batches.length) : undefined
  const undone: string[] = []
  try {
    await asOwnWrites(step.ids, async () => {
      for (const batch of [...step.batches].reverse()) {
        undone.push((await undoBatch(batch)).batch)
        if (progress && !progress.step(undone.length)) break
      }
      return { seq: await freshenRows(client, step.form, step.ids) }
    })
  } finally {
    progress?.end()
  }
  return { ...step, batches: undone }
}

/** One step back or forward through what this person did in this tab. */
export function useUndo(
  form: Form,
  save: Save,
): { undo: () => void; redo: () => void; undoStep: (step: UndoStep) => void } {
  const client = useQueryClient()
  const { t } = useTranslation()
  const run = useCallback(
    async (step: UndoStep, keep: (back: UndoStep) => void, done: string) => {
      try {
        if (step.kind === 'batches') {
          keep(await takeBack(client, step, done))
          void client.invalidateQueries({ queryKey: ['record', form.code] })
          if (step.list) void client.invalidateQueries({ queryKey: keys.pages(form.code) })
          void client.invalidateQueries({
            queryKey: step.list ? keys.counts(form.code) : keys.totals(form.code),
          })
        } else {
          const record = cachedRows(client, form.code, [step.id])[0] ?? (await getRecord(form.code, step.id))
          if (!(await save(record, step.before, step.beforeDisplay, { silent: true }))) return
          keep(inverse(step))
        }
        toast(done)
      } catch (error) {
        toast(problemText(error), { tone: 'bad' })
      }
    },
    [client, form.code, save],
  )
  return {
    undoStep: step => {
      if (takeStep(step)) void run(step, canRedo, t('records:undone'))
      else toast(t('records:nothing_to_undo'))
    },
    undo: () => {
      const step = takeUndo(form.code)
      if (step) void run(step, canRedo, t('records:undone'))
      else toast(t('records:nothing_to_undo'))
    },
    redo: () => {
      const step = takeRedo(form.code)
      if (step) void run(step, canUndo, t('records:redone'))
      else toast(t('records:nothing_to_redo'))
    },
  }
}
