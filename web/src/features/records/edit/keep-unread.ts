import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { keys } from '@/api/queries'
import type { Field, Form, Me, RecordRow, Value } from '@/api/types'
import { displayOf, recordValue } from '@/features/fields/field-values'
import { words } from '@/lib/label'
import { addRefused, type RefusedCell } from '@/offline/refused'
import { toast } from '@/ui/toast'
import { reasonText, refusedText, valueText } from './refused-cells'

/** A value that its field cannot read, and why. */
export interface Unread {
  record: RecordRow
  field: Field
  value: Value
  problem: string
  params?: Record<string, unknown> | undefined
}

/** Whoever was refused: `late` where they may be elsewhere by now. */
interface Of {
  title: string | undefined
  form: string
  person: string
  late?: boolean
}

export const cellOfUnread = (of: Of, { record, field, value, problem, params }: Unread): RefusedCell => ({
  person: of.person,
  form: of.form,
  record: record.id,
  field: field.code,
  title: of.title === undefined ? '' : titleText(record, of.title),
  name: words(field.name),
  text: field.sensitive ? '' : typeof value === 'string' ? value : valueText(field, value),
  reason: reasonText(problem, params),
  ...(of.late ? { late: true } : {}),
})

const titleText = (record: RecordRow, title: string): string =>
  displayOf(record, title) ?? String(recordValue(record, title) ?? '')

const ofForm = (client: QueryClient, form: string): Of => ({
  form,
  title: client.getQueryData<Form>(keys.form(form))?.title,
  person: client.getQueryData<Me>(keys.me)?.id ?? '',
})

/** Keeps what was typed and left though it is no value: it is told, and stands marked in its place until it is mended. */
export function useKeepUnread(form: string): (unread: Unread, late?: boolean) => void {
  const client = useQueryClient()
  return useCallback(
    (unread, late = false) => {
      const cell = cellOfUnread({ ...ofForm(client, form), late }, unread)
      // Where nothing was put in there is nothing to keep.
      if (cell.text !== '' || unread.field.sensitive) addRefused([cell])
      toast(refusedText([cell]), { tone: 'bad' })
    },
    [client, form],
  )
}
