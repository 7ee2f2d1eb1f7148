import type { Value } from '@/api/types'

/** What the server says in place of a sensitive value. Sent back it means: as it was. */
export const SEALED: Value = { sealed: true }

export const isSealed = (value: Value | undefined): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && value.sealed === true
