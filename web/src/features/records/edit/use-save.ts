import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { Problem } from '@/api/http'
import { keys } from '@/api/queries'
import { updateRecord } from '@/api/records'
import type { Form, Me, RecordFull, RecordRow, Value } from '@/api/types'
import { displayOf, recordValue, sameValue } from '@/features/fields/field-values'
import { fieldByCode } from '@/features/fields/system-fields'
import { words } from '@/lib/label'
import { problemsByField, problemText } from '@/lib/problem-text'
import { asOwnWrite } from '@/live/own-writes'
import { isUnreached } from '@/offline/send'
import { hasUnsent, keepUnsent, type Outcome } from '@/offline/unsent'
import { toast } from '@/ui/toast'
import { overlay, settle } from './cached-records'
import { setConflict } from './conflict-store'
import { freshenNumbers } from './fresh-numbers'
import { inTurn, newest, noteRevision } from './revisions'
import { remember } from './undo-stack'

type Values = Record<string, Value>
type Displays = Record<string, string | null>

export type Save = (
  record: RecordRow,
  values: Values,
  display?: Displays,
  options?: {
    silent?: boolean
    /** Told of a refusal; answers whether it was dealt with. */
    refused?: (error: unknown) => boolean
  },
) => Promise<boolean>

/**
 * Saves fields of a record: shown at once, taken back when refused, and put to the person when somebody else changed the same.
 * While the server is away the values stay in sight and wait; they count as taken, and can be undone.
 * `record` is the record as the person saw it when the edit began: its revision is the base of the comparison.
 */
export function useSave(form: Form): Save {
  const client = useQueryClient()
  const { t } = useTranslation()
  return useCallback(
    (record, values, display = {}, options = {}) => {
      const before: Values = {}
      const beforeDisplay: Displays = {}
      for (const code of Object.keys(values)) {
        before[code] = recordValue(record, code) ?? null
        beforeDisplay[code] = displayOf(record, code) ?? null
      }
      const show = () => overlay(client, form.code, record.id, values, display)
      show()
      const send = async (): Promise<Outcome> => {
        const rev = newest(record.id, record.rev)
        try {
          const answer = await asOwnWrite(record.id, () => updateRecord(form.code, record.id, rev, values))
          noteRevision(record.id, answer.rev)
          settle(client, form.code, answer)
          void client.invalidateQueries({ queryKey: keys.history(form.code, record.id) })
          freshenNumbers(client, form.code, Object.keys(values))
          return 'saved'
        } catch (error) {
          // What was typed stays in sight, and is sent when the line is back.
          if (isUnreached(error)) return 'unreached'
          const current = conflicting(error)
          // An earlier try arrived, and only its answer was lost.
          if (
            current &&
            Object.keys(values).every(code => sameValue(recordValue(current, code), values[code]))
          ) {
            noteRevision(record.id, current.rev)
            settle(client, form.code, current)
            return 'saved'
          }
          overlay(client, form.code, record.id, before, beforeDisplay)
          if (options.refused?.(error)) return 'refused'
          if (current) {
            noteRevision(record.id, current.rev)
            settle(client, form.code, current)
            const fields = ((error as Problem).body.fields as string[] | undefined) ?? Object.keys(values)
            setConflict({
              form: form.code,
              id: record.id,
              mine: values,
              mineDisplay: display,
              current,
              fields,
            })
            return 'refused'
          }
          const [code, text] = [...problemsByField(error)][0] ?? []
          const field = code ? fieldByCode(form, code) : undefined
          toast(
            field && text
              ? t('records:field_problem', { field: words(field.name), problem: text })
              : problemText(error),
            { tone: 'bad' },
          )
          return 'refused'
        }
      }
      const run = async (): Promise<boolean> => {
        // What waits goes first.
        const outcome = hasUnsent(record.id) ? 'unreached' : await send()
        if (outcome === 'refused') return false
        if (outcome === 'unreached')
          keepUnsent({
            person: client.getQueryData<Me>(keys.me)?.id ?? '',
            cells: new Map([[record.id, Object.keys(values)]]),
            show,
            send,
            inTurn: run => inTurn([record.id], run),
          })
        if (!options.silent)
          remember({
            kind: 'edit',
            form: form.code,
            id: record.id,
            before,
            beforeDisplay,
            after: values,
            afterDisplay: display,
          })
        return true
      }
      return inTurn([record.id], run)
    },
    [client, form, t],
  )
}

/** The record as it is now, where a refusal says that somebody else changed it. */
const conflicting = (error: unknown): RecordFull | undefined =>
  error instanceof Problem && error.code === 'conflict' && error.body.current
    ? (error.body.current as RecordFull)
    : undefined
