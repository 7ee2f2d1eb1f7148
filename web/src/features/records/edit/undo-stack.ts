import type { Value } from '@/api/types'

/** An edit of this person in this tab, with what was there before. */
export interface Edit {
  form: string
  id: string
  before: Record<string, Value>
  beforeDisplay: Record<string, string | null>
}

const MOST = 100
const edits: Edit[] = []

export function rememberEdit(edit: Edit): void {
  edits.push(edit)
  if (edits.length > MOST) edits.shift()
}

export function takeLastEdit(form: string): Edit | undefined {
  const at = edits.findLastIndex(edit => edit.form === form)
  return at < 0 ? undefined : edits.splice(at, 1)[0]
}
