import { useQuery } from '@tanstack/react-query'
import { Problem } from '@/api/http'
import { recordQuery } from '@/api/queries'
import type { Form, RecordFull, RecordRow } from '@/api/types'
import { displayOf, recordValue } from '@/features/fields/field-values'
import { i18n } from '@/i18n/setup'

/** The record as the server has it. One that is no longer there is not shown from memory. */
export function useRecord(form: string, id: string) {
  const query = useQuery(recordQuery(form, id))
  const gone = query.error instanceof Problem && query.error.status === 404
  return { ...query, data: gone ? undefined : query.data }
}

export function titleOf(form: Form, record: RecordRow): string {
  return (
    displayOf(record, form.title) ||
    String(recordValue(record, form.title) ?? '') ||
    i18n.t('records:untitled')
  )
}

export const isTrashed = (record: RecordFull): boolean => Boolean(record.system.deleted_at)
