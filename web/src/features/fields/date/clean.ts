import type { Value } from '@/api/types'
import type { Cleaned } from '../kind-ui'

/** A day or moment as stored. Anything else is what somebody typed and nobody could read: it must not be saved, nor lost. */
export function cleanDate(value: Value): Cleaned {
  if (value === null || value === '') return { value: null }
  const stored = /^\d{4}-\d{2}-\d{2}(?:$|T)/.test(String(value)) && !Number.isNaN(Date.parse(String(value)))
  return stored ? { value } : { problem: 'not_a_date' }
}
