import { http } from './http'
import type { Value } from './types'

/** What a pasted text proposes for a new record. */
export interface ReadText {
  values: Record<string, Value>
  /** In the form's order. */
  because: { field: string; kind: string; text: string }[]
}

/** Longest text that the server reads. */
export const MOST_TEXT = 5_000

export const readText = (form: string, text: string) =>
  http<ReadText>('POST', `/forms/${form}/read-text`, { body: { text } })
