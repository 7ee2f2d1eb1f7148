import type { Field, Value } from '@/api/types'
import { isBlank } from './field-values'
import { kindOf } from './registry'

interface FieldValueProps {
  field: Field
  form: string
  record: string
  value: Value | undefined
  display: string | null | undefined
  closed?: boolean | undefined
}

/** A value as it is read, of any kind; a dash when there is none. */
export function FieldValue(props: FieldValueProps) {
  const { Cell } = kindOf(props.field)
  if (isBlank(props.value)) return <span className="text-fg-3">–</span>
  return <Cell {...props} />
}
