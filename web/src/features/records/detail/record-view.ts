import { useQuery } from '@tanstack/react-query'
import { recordQuery } from '@/api/queries'
import type { Form, RecordFull } from '@/api/types'
import { displayOf, recordValue } from '@/features/fields/field-values'
import { i18n } from '@/i18n/setup'

export function useRecord(form: string, id: string) {
  return useQuery(recordQuery(form, id))
}

export function titleOf(form: Form, record: RecordFull): string {
  return (
    displayOf(record, form.title) ||
    String(recordValue(record, form.title) ?? '') ||
    i18n.t('records:untitled')
  )
}

export const isTrashed = (record: RecordFull): boolean => Boolean(record.system.deleted_at)
