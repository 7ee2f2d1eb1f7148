import type { RecordFull, RecordRow, Value } from '@/api/types'

/** A record's value for a column, wherever the answer carries it. */
export function recordValue(record: RecordRow | RecordFull, code: string): Value | undefined {
  if (code in record.values) return record.values[code]
  return 'system' in record ? record.system[code] : undefined
}

/** The id of the one person that a value names. */
export const personOf = (value: Value | undefined): string | undefined =>
  typeof value === 'string' && value.startsWith('usr_') ? value : undefined

export function displayOf(record: RecordRow, code: string): string | null | undefined {
  return record.display[code]
}

export function isBlank(value: Value | undefined): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

export function sameValue(a: Value | undefined, b: Value | undefined): boolean {
  if (isBlank(a) && isBlank(b)) return true
  return JSON.stringify(a) === JSON.stringify(b)
}
