import type { Field, Form, RecordRow } from '@/api/types'
import { FieldValue } from '@/features/fields/field-value'
import { displayOf, recordValue } from '@/features/fields/field-values'
import { isClosed } from './detail/record-parts'

/** What a record holds in a field, as lists and cards show it. */
export function RecordValue({ form, record, field }: { form: Form; record: RecordRow; field: Field }) {
  return (
    <FieldValue
      field={field}
      form={form.code}
      record={record.id}
      value={recordValue(record, field.code)}
      display={displayOf(record, field.code)}
      closed={isClosed(form, record)}
    />
  )
}
