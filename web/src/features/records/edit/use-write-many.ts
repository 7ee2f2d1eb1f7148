import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { BatchCommand } from '@/api/records'
import type { Form, RecordRow } from '@/api/types'
import { displayOf, recordValue } from '@/features/fields/field-values'
import { asOwnWrites } from '@/live/own-writes'
import { forgetRefused } from '@/offline/refused'
import { hasUnsent, type Laid } from '@/offline/unsent'
import { type Overlay, overlayMany } from './cached-records'
import { CHUNK, notRun, type Ran, runChunked } from './chunked'
import { freshenNumbers } from './fresh-numbers'
import { freshenRows } from './fresh-rows'
import { startWork } from './progress'
import { inTurn } from './revisions'
import { remember, type UndoStep } from './undo-stack'
import { useKeepLeft } from './use-keep-left'
import { titleOf } from './use-save'

/** New values of one record. */
export interface RowEdit extends Overlay {
  record: RecordRow
}

export interface Wrote {
  ran: Ran
  /** The way back of what was written, or waits to be. */
  step: UndoStep | undefined
  /** So many records wait for the server. */
  waiting: number
  records: readonly Laid[]
}

export type WriteMany = (edits: readonly RowEdit[], label: string) => Promise<Wrote | undefined>

/** An edit with what stood there before. */
export function laidOf(form: Form, { record, values, display }: RowEdit): Laid {
  const codes = Object.keys(values)
  return {
    id: record.id,
    title: titleOf(form, record),
    values,
    display,
    before: Object.fromEntries(codes.map(code => [code, recordValue(record, code) ?? null])),
    beforeDisplay: Object.fromEntries(codes.map(code => [code, displayOf(record, code) ?? null])),
  }
}

/**
 * Writes values of several records as one step that can be undone: shown at once, sent in as few requests as it takes, and
 * what could not be saved is put back as it is on the server; what did not reach the server waits for it. Rows stay in their
 * places.
 */
export function useWriteMany(form: Form): WriteMany {
  const client = useQueryClient()
  const keepLeft = useKeepLeft(form)
  return useCallback(
    async (edits, label) => {
      if (edits.length === 0) return undefined
      const ids = edits.map(edit => edit.record.id)
      const records = edits.map(edit => laidOf(form, edit))
      for (const { id, values } of records) forgetRefused(id, Object.keys(values))
      overlayMany(client, form.code, new Map(edits.map(edit => [edit.record.id, edit])))
      const commands: BatchCommand[] = edits.map(({ record, values }) => ({
        update: { id: record.id, rev: record.rev, values },
      }))
      const progress = edits.length > CHUNK ? startWork(label, edits.length) : undefined
      const { ran, waits } = await inTurn(ids, async () => {
        // What waits goes first.
        const done = ids.some(hasUnsent)
          ? notRun(commands)
          : await asOwnWrites(ids, async () => {
              const sent = await runChunked(form.code, commands, progress?.step)
              await freshenRows(client, form.code, ids).catch(() => undefined)
              return sent
            })
        return { ran: done, waits: keepLeft(done, records) }
      })
      progress?.end()
      const left = ran.left.flatMap(part => part.commands)
      const step: UndoStep | undefined =
        ran.batches.length + waits.length > 0
          ? { kind: 'batches', form: form.code, batches: ran.batches, ids, waits }
          : undefined
      if (step) remember(step)
      void client.invalidateQueries({ queryKey: ['record', form.code] })
      freshenNumbers(client, form.code, [...new Set(edits.flatMap(edit => Object.keys(edit.values)))])
      return { ran, step, waiting: left.length, records }
    },
    [client, form, keepLeft],
  )
}
