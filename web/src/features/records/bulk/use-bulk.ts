import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keys } from '@/api/queries'
import { type BatchCommand, runBatch } from '@/api/records'
import type { Form, RecordRow } from '@/api/types'
import { problemText } from '@/lib/problem-text'
import { hasUnsent } from '@/offline/unsent'
import { toast } from '@/ui/toast'
import { CHUNK, notRun, runChunked } from '../edit/chunked'
import { cachedRows } from '../edit/fresh-rows'
import { startWork } from '../edit/progress'
import { remember, type UndoStep } from '../edit/undo-stack'
import { useKeepLeft } from '../edit/use-keep-left'
import { useSave } from '../edit/use-save'
import { useTellRefused } from '../edit/use-tell-refused'
import { useRefreshList } from '../edit/use-trash'
import { type Undo, useUndo } from '../edit/use-undo'
import type { Selection } from '../grid/selection'
import type { RowQuery } from '../grid/use-pages'
import { collect } from './collect'
import { laidOfCommands } from './laid'

/** One value for all is refused for all or for a few: after so many refusals the rest need not be asked one by one. */
const PATIENCE = 12

/** Takes something back; answers the way back of what was not reached. */
export type WayBack = () => Promise<WayBack | undefined>

export const wayBack =
  (undoStep: Undo['undoStep'], step: UndoStep): WayBack =>
  async () => {
    const left = await undoStep(step)
    return left && wayBack(undoStep, left)
  }

export interface Bulk {
  busy: boolean
  /** The picked records with these fields; undefined when the person stopped it or it failed. */
  gather: (fields: readonly string[]) => Promise<RecordRow[] | undefined>
  /** Runs commands with a bar, and offers the way back. Answers whether all of it happened. */
  run: (
    commands: BatchCommand[],
    words: {
      doing: string
      done: (count: number) => string
      /** The new values in words, by field, where the field alone does not know them. */
      shown?: Readonly<Record<string, string>>
      /** Takes what would be said of it, and its way back, where it is part of more that is told at once. */
      tell?: (said: string, undo: WayBack) => void
    },
  ) => Promise<boolean>
}

/** Work on every picked record, however many they are. */
export function useBulk(form: Form, query: RowQuery, selection: Selection): Bulk {
  const { t } = useTranslation()
  const client = useQueryClient()
  const refresh = useRefreshList(form.code)
  const tellRefused = useTellRefused(form)
  const keepLeft = useKeepLeft(form)
  const { undoStep } = useUndo(form, useSave(form))
  const [busy, setBusy] = useState(false)
  return {
    busy,
    gather: async fields => {
      const progress = selection.except ? startWork(t('records:bulk.reading'), selection.size) : undefined
      let stopped = false
      try {
        const rows = await collect(query, selection, fields, found => {
          const on = progress?.step(found) ?? true
          stopped ||= !on
          return on
        })
        return stopped ? undefined : rows
      } catch (error) {
        toast(problemText(error), { tone: 'bad' })
        return undefined
      } finally {
        progress?.end()
      }
    },
    run: async (commands, { doing, done, shown, tell }) => {
      setBusy(true)
      const progress = startWork(doing, commands.length)
      const going = commands.flatMap(command => ('delete' in command ? [command.delete.id] : []))
      const changing = [
        ...going,
        ...commands.flatMap(command => ('update' in command ? [command.update.id] : [])),
      ]
      const rows = [...selection.picked.values(), ...cachedRows(client, form.code, changing)]
      const records = laidOfCommands(form, commands, rows, shown)
      // What waits goes first.
      const ran = changing.some(hasUnsent)
        ? notRun(commands)
        : await runChunked(form.code, commands, progress.step, runBatch, CHUNK, PATIENCE)
      const waits = keepLeft(ran, records)
      progress.end()
      setBusy(false)
      const ids = [...new Set(waits.length > 0 ? [...ran.ids, ...changing] : ran.ids)]
      selection.clear()
      refresh()
      void client.invalidateQueries({ queryKey: ['record', form.code] })
      void client.invalidateQueries({ queryKey: keys.counts(form.code) })
      void tellRefused(ran, records)
      if (ran.batches.length + waits.length > 0) {
        const step: UndoStep = {
          kind: 'batches',
          form: form.code,
          batches: ran.batches,
          ids,
          list: true,
          waits,
        }
        remember(step)
        const said =
          waits.length > 0
            ? t(going.length > 0 ? 'offline:kept_gone' : 'offline:kept_several', {
                count: changing.length - ran.ids.length,
              })
            : done(ids.length)
        const undo = wayBack(undoStep, step)
        const told = ran.stopped ? t('records:bulk.stopped', { done: said }) : said
        if (tell) tell(told, undo)
        else toast(told, { step, action: { label: t('app:undo'), run: () => void undo() } })
      }
      return !ran.problem && !ran.stopped
    },
  }
}
