import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { keys } from '@/api/queries'
import type { Form, Me, RecordRow, Value } from '@/api/types'
import { displayOf, recordValue } from '@/features/fields/field-values'
import { fieldByCode } from '@/features/fields/system-fields'
import { newKey } from '@/lib/ids'
import { words } from '@/lib/label'
import { problemsByField, problemText } from '@/lib/problem-text'
import { forgetRefused } from '@/offline/refused'
import { hasUnsent, keepUnsent } from '@/offline/unsent'
import { toast } from '@/ui/toast'
import { overlay, settle } from './cached-records'
import { setConflict } from './conflict-store'
import { isSecret } from './left'
import { inTurn, newest } from './revisions'
import { remember } from './undo-stack'
import { fieldsInConflict, type Written, writeOne } from './write-one'

type Values = Record<string, Value>
type Displays = Record<string, string | null>

export type Save = (
  record: RecordRow,
  values: Values,
  display?: Displays,
  options?: {
    /** It takes an earlier one back: no new step, and told so where somebody else changed the same. */
    undoes?: boolean
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
      forgetRefused(record.id, Object.keys(values))
      overlay(client, form.code, record.id, values, display)
      const refused = ({ error, current }: Extract<Written, { outcome: 'refused' }>) => {
        overlay(client, form.code, record.id, before, beforeDisplay)
        if (options.refused?.(error)) return
        if (current) {
          settle(client, form.code, current)
          setConflict({
            form: form.code,
            id: record.id,
            mine: values,
            mineDisplay: display,
            current,
            fields: fieldsInConflict(error, values),
            ...(options.undoes ? { undoes: true } : {}),
          })
          return
        }
        const [code, text] = [...problemsByField(error)][0] ?? []
        const field = code ? fieldByCode(form, code) : undefined
        toast(
          field && text
            ? t('records:field_problem', { field: words(field.name), problem: text })
            : problemText(error),
          { tone: 'bad' },
        )
      }
      const run = async (): Promise<boolean> => {
        // What waits goes first.
        const written: Written = hasUnsent(record.id)
          ? { outcome: 'unreached' }
          : await writeOne(client, form.code, record.id, record.rev, values)
        if (written.outcome === 'refused') {
          refused(written)
          return false
        }
        // What was typed stays in sight, and is sent when the line is back.
        if (written.outcome === 'unreached')
          keepUnsent({
            key: newKey(),
            person: client.getQueryData<Me>(keys.me)?.id ?? '',
            form: form.code,
            // What this tab wrote since is known to it alone: after the page it would be somebody else's.
            rev: newest(record.id, record.rev, Object.keys(values)),
            ...(isSecret(form, Object.keys(values)) ? { secret: true } : {}),
            records: [
              { id: record.id, title: titleOf(form, record), values, display, before, beforeDisplay },
            ],
          })
        if (!options.undoes)
          remember({
            kind: 'edit',
            form: form.code,
            id: record.id,
            rev: record.rev,
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

/** What a record is called, as far as the row knows. */
export const titleOf = (form: Form, record: RecordRow): string =>
  displayOf(record, form.title) ?? String(recordValue(record, form.title) ?? '')
