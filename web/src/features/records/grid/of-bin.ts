import type { Field } from '@/api/types'

export const IN_BIN = 'bin:'

/** Columns that only the bin has: nothing can be sorted or filtered by them. */
export const isOfBin = (field: Field): boolean => field.id.startsWith(IN_BIN)
