import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem, useLine } from '@/api/http'
import { keys } from '@/api/queries'
import { type BatchCommand, restoreRecord, runBatch, undoBatch } from '@/api/records'
import type { Form, Me, RecordRow } from '@/api/types'
import { newKey } from '@/lib/ids'
import { keptText } from '@/lib/kept-text'
import { problemText } from '@/lib/problem-text'
import { canWait } from '@/offline/send'
import { hasUnsent, keepUnsent, type Laid, withdrawUnsent } from '@/offline/unsent'
import { toast } from '@/ui/toast'
import { answered, inTurn } from './revisions'
import { remember, takeStep, type UndoStep } from './undo-stack'
import { titleOf } from './use-save'

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

/** A record that goes, as it is shown and told while it waits for the server. */
export const goneOf = (form: Form, id: string, row: RecordRow | undefined): Laid => ({
  id,
  title: row ? titleOf(form, row) : '',
  values: {},
  display: {},
  before: {},
  beforeDisplay: {},
  does: 'trash',
})

/** Why a record that is to go does not go now. */
function whyWaits(error: unknown): 'away' | 'ended' | 'busy' | 'behind' {
  const { lost, ended } = useLine.getState()
  if (ended || (error instanceof Problem && error.status === 401)) return 'ended'
  if (lost) return 'away'
  // Nothing was asked: earlier edits of it go first.
  return error === undefined ? 'behind' : 'busy'
}

/** Puts a record in the bin, with a way back. Answers whether it went, or will as soon as the server is back. */
export function useTrash(form: Form): (record: RecordRow, title: string) => Promise<boolean> {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { code } = form
  const refresh = useRefreshList(code)
  const undo = useUndoBatch(code)
  /** The way back of it, for the keys and for its message: whichever comes first. */
  const wayBack = (step: Extract<UndoStep, { kind: 'batches' }>) => {
    remember(step)
    const back = async () => {
      // It may be on its way.
      await answered()
      if (!takeStep(step)) return
      if (withdrawUnsent(step.waits ?? []).length > 0) toast(t('records:undone'))
      // It went meanwhile.
      for (const batch of step.batches) undo(batch)
    }
    return { step, action: { label: t('app:undo'), run: () => void back() } }
  }
  const stepOf = (id: string) => ({ kind: 'batches' as const, form: code, ids: [id], list: true })
  const keep = (
    record: RecordRow,
    title: string,
    { key, commands }: { key: string; commands: BatchCommand[] },
    error?: unknown,
  ) => {
    keepUnsent({
      key,
      person: client.getQueryData<Me>(keys.me)?.id ?? '',
      form: code,
      commands,
      records: [goneOf(form, record.id, record)],
    })
    toast(
      t(`offline:kept_going.${whyWaits(error)}`, { title }),
      wayBack({ ...stepOf(record.id), batches: [], waits: [key] }),
    )
  }
  return (record, title) =>
    inTurn([record.id], async () => {
      // One key over all tries: where only the answer was lost, the next try is told what the first one did.
      const key = newKey()
      const commands = [{ delete: { id: record.id, rev: record.rev } }]
      const part = { key, commands }
      try {
        // What waits goes first.
        if (hasUnsent(record.id)) {
          keep(record, title, part)
          return true
        }
        const { batch } = await runBatch(code, commands, key)
        refresh()
        void client.invalidateQueries({ queryKey: keys.record(code, record.id) })
        toast(t('records:deleted', { title }), wayBack({ ...stepOf(record.id), batches: [batch] }))
        return true
      } catch (error) {
        if (canWait(error)) {
          keep(record, title, part, error)
          return true
        }
        toast(problemText(error), { tone: 'bad' })
        return false
      }
    })
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
