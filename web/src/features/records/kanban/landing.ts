import type { Field, RecordRow, Sort, Value } from '@/api/types'
import { displayOf, isBlank, recordValue } from '@/features/fields/field-values'

/**
 * Where a card will stand in a column: columns are sorted, so a drop has one place, and the line shows it before the hand
 * opens. Among equals it comes first. A place below what is loaded is the end of what is loaded.
 */
export function landing(
  rows: readonly RecordRow[],
  record: RecordRow,
  sort: readonly Sort[],
  fields: readonly Field[],
): number {
  const compare = comparing(sort, fields)
  const at = rows.findIndex(row => row.id !== record.id && compare(record, row) <= 0)
  return at < 0 ? rows.length : at
}

function comparing(sort: readonly Sort[], fields: readonly Field[]) {
  const steps = sort.map(({ field: code, descending }) => ({
    code,
    sign: descending ? -1 : 1,
    field: fields.find(field => field.code === code),
  }))
  return (a: RecordRow, b: RecordRow): number => {
    for (const { code, sign, field } of steps) {
      const [left, right] = [recordValue(a, code), recordValue(b, code)]
      // Records without a value come last in both directions.
      if (isBlank(left) || isBlank(right)) {
        if (isBlank(left) !== isBlank(right)) return isBlank(left) ? 1 : -1
        continue
      }
      const order = sign * compareValues(field, [left, displayOf(a, code)], [right, displayOf(b, code)])
      if (order !== 0) return order
    }
    return 0
  }
}

type Shown = [Value | undefined, string | null | undefined]

function compareValues(field: Field | undefined, [a, aText]: Shown, [b, bText]: Shown): number {
  const options = field?.kind.options
  if (options) {
    const at = (value: Value | undefined) => options.findIndex(option => option.code === value)
    return at(a) - at(b)
  }
  switch (field?.kind.type) {
    case 'money':
    case 'number':
      return Number(a) - Number(b)
    case 'date':
    case 'date_time':
      return Date.parse(String(a)) - Date.parse(String(b))
    default: {
      const [left, right] = [aText ?? String(a), bText ?? String(b)]
      return left < right ? -1 : left > right ? 1 : 0
    }
  }
}
