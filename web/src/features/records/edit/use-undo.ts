import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '@/api/http'
import { keys } from '@/api/queries'
import { getRecord, undoBatch } from '@/api/records'
import type { Form, RecordFull, RecordRow } from '@/api/types'
import { keptText } from '@/lib/kept-text'
import { problemText } from '@/lib/problem-text'
import { asOwnWrites } from '@/live/own-writes'
import { forgetEarly } from '@/offline/refused'
import { isUnreached } from '@/offline/send'
import { withdrawUnsent } from '@/offline/unsent'
import { stepTaken, toast } from '@/ui/toast'
import { overlayMany } from './cached-records'
import { cachedRows, freshenRows } from './fresh-rows'
import { startWork } from './progress'
import { answered, inTurn, noteWrite } from './revisions'
import { canRedo, canUndo, inverse, takeRedo, takeStep, takeUndo, type UndoStep } from './undo-stack'
import type { Save } from './use-save'

interface TakenBack {
  /** The batches that would take this back again. */
  back: Batches
  /** What was not reached, because the person stopped it or the line broke. */
  rest: string[]
  /** Records that others changed since, and that stayed as they are. */
  kept: Pick<Awaited<ReturnType<typeof undoBatch>>, 'kept' | 'changed_since'>[]
}

/** What still waits is not sent at all, and the old values stand there again. */
function withdraw(client: QueryClient, step: Batches): void {
  for (const { form, records } of withdrawUnsent(step.waits ?? []))
    overlayMany(
      client,
      form,
      new Map(
        records.map(({ id, before, beforeDisplay }) => [
          id,
          { values: { ...before }, display: { ...beforeDisplay } },
        ]),
      ),
    )
  step.waits = []
}

/** Takes batches back, the newest first. One of several that is refused as a whole does not hold up the others. */
async function takeBack(client: QueryClient, step: Batches, label: string): Promise<TakenBack> {
  const progress = step.batches.length > 1 ? startWork(label, step.batches.length) : undefined
  const undone: string[] = []
  const refused: Refused[] = []
  const kept: TakenBack['kept'] = []
  withdraw(client, step)
  if (step.batches.length === 0) return { back: step, rest: [], kept }
  try {
    await inTurn(step.ids, () =>
      asOwnWrites(step.ids, async () => {
        const before = cachedRows(client, step.form, step.ids)
        for (const batch of [...step.batches].reverse()) {
          try {
            const answer = await undoBatch(batch)
            undone.push(answer.batch)
            if (answer.kept) kept.push(answer)
          } catch (error) {
            if (step.batches.length === 1 || !isRefusal(error)) throw error
            refused.push({ batch, error })
          }
          if (progress && !progress.step(undone.length + refused.length)) break
        }
        const seq = await freshenRows(client, step.form, step.ids)
        if (kept.length + refused.length === 0) noteOwn(client, step, before)
        return { seq }
      }),
    )
  } catch (error) {
    if (undone.length + refused.length === 0) throw error
    toast(problemText(error), { tone: 'bad' })
  } finally {
    progress?.end()
  }
  const rest = step.batches.slice(0, step.batches.length - undone.length - refused.length)
  return { back: { ...step, batches: undone }, rest, kept: [...kept, ...left(step, refused)] }
}

interface Refused {
  batch: string
  error: Problem
}

/** An answer to this one batch; whoever asks for the next one may get another. */
const isRefusal = (error: unknown): error is Problem =>
  error instanceof Problem && [403, 404, 409, 422].includes(error.status)

/** What stayed because its batch was refused, with its reason; of whole parts of a list only the reason is known. */
function left({ titles }: Batches, refused: readonly Refused[]): TakenBack['kept'] {
  if (refused.length === 0) return []
  if (!titles) {
    for (const text of new Set(refused.map(({ error }) => problemText(error)))) toast(text, { tone: 'bad' })
    return []
  }
  const changed_since = refused.map(({ batch, error }) => ({
    form: '',
    id: batch,
    title: titles[batch] ?? '',
    code: error.code,
  }))
  return [{ kept: refused.length, changed_since }]
}

/** Where nothing but the undo was written, what was done before it may be taken back on top of it. */
function noteOwn(client: QueryClient, { form, ids }: Batches, before: readonly RecordRow[]): void {
  const now = new Map(cachedRows(client, form, ids).map(row => [row.id, row.rev]))
  for (const { id, rev } of before) if (now.get(id) === rev + 1) noteWrite(id, rev, rev + 1, [])
}

type Batches = Extract<UndoStep, { kind: 'batches' }>
type Edit = Extract<UndoStep, { kind: 'edit' }>

/** The record as it is shown, to be written on as its writer left it: what others wrote since is not theirs to take back. */
async function asLeft(client: QueryClient, { form, id, rev }: Edit): Promise<RecordRow> {
  const shown = cachedRows(client, form, [id])[0] ?? client.getQueryData<RecordFull>(keys.record(form, id))
  return { ...(shown ?? (await getRecord(form, id))), rev }
}

export interface Undo {
  /** Answers what it went back over. */
  undo: () => Promise<UndoStep | undefined>
  redo: () => Promise<UndoStep | undefined>
  /** This very step and no other. Answers what of it was not reached and can be tried again. */
  undoStep: (step: UndoStep) => Promise<UndoStep | undefined>
}

/** One step back or forward through what this person did in this tab; `only`: to this record. */
export function useUndo(form: Pick<Form, 'code'>, save: Save, only?: string): Undo {
  const client = useQueryClient()
  const { t } = useTranslation()
  const run = useCallback(
    async (
      step: UndoStep,
      keep: (back: UndoStep) => void,
      doing: string,
      done: string,
    ): Promise<UndoStep | undefined> => {
      let remaining: UndoStep | undefined
      try {
        if (step.kind === 'batches') {
          forgetEarly(form.code)
          const { back, rest, kept } = await takeBack(client, step, doing)
          if (back.batches.length > 0) keep(back)
          if (rest.length > 0) {
            remaining = { ...step, batches: rest }
            if (keep === canRedo) canUndo(remaining)
            else canRedo(remaining)
          }
          void client.invalidateQueries({ queryKey: ['record', form.code] })
          if (step.list) void client.invalidateQueries({ queryKey: keys.pages(form.code) })
          for (const answer of kept)
            toast(keptText(answer.kept ?? 0, answer.changed_since ?? []), { tone: 'bad' })
          void client.invalidateQueries({
            queryKey: step.list ? keys.counts(form.code) : keys.totals(form.code),
          })
          if (step.batches.length > 0 && back.batches.length === 0) return remaining
        } else {
          const record = await asLeft(client, step)
          if (!(await save(record, step.before, step.beforeDisplay, { undoes: true }))) return undefined
          keep(inverse(step))
        }
        toast(done)
      } catch (error) {
        // Nothing was taken back, as far as anybody knows: it can be tried again.
        if (isUnreached(error)) {
          ;(keep === canRedo ? canUndo : canRedo)(step)
          remaining = step
        }
        toast(problemText(error), { tone: 'bad' })
      }
      return remaining
    },
    [client, form.code, save],
  )
  return {
    undoStep: async step => {
      await answered()
      if (takeStep(step)) return run(step, canRedo, t('records:undoing'), t('records:undone'))
      toast(t('records:nothing_to_undo'), { tone: 'plain' })
      return undefined
    },
    undo: async () => {
      // What was done last may still be on its way; taking back what came before it would be the wrong step.
      await answered()
      const step = takeUndo(form.code, only)
      if (step) {
        stepTaken(step)
        await run(step, canRedo, t('records:undoing'), t('records:undone'))
      } else toast(t('records:nothing_to_undo'), { tone: 'plain' })
      return step
    },
    redo: async () => {
      await answered()
      const step = takeRedo(form.code, only)
      if (step) await run(step, canUndo, t('records:redoing'), t('records:redone'))
      else toast(t('records:nothing_to_redo'), { tone: 'plain' })
      return step
    },
  }
}
