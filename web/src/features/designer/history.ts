import type { Edit } from './edit'

interface Step<Doc> {
  doc: Doc
  label: string
}

/** Documents are immutable and share what did not change, so that a step costs only what an edit touched. */
export interface History<Doc> {
  past: Step<Doc>[]
  doc: Doc
  future: Step<Doc>[]
  last: { merge: string; at: number } | undefined
}

const MOST_STEPS = 200
const MERGE_WITHIN_MS = 1200

export const begin = <Doc>(doc: Doc): History<Doc> => ({ past: [], doc, future: [], last: undefined })

/** An edit that changes nothing leaves no step. */
export function commit<Doc>(history: History<Doc>, edit: Edit<Doc>, now: number): History<Doc> {
  const doc = edit.apply(history.doc)
  if (doc === history.doc) return history
  const { last } = history
  const joins = last !== undefined && last.merge === edit.merge && now - last.at < MERGE_WITHIN_MS
  const past = joins
    ? history.past
    : [...history.past, { doc: history.doc, label: edit.label }].slice(-MOST_STEPS)
  return { past, doc, future: [], last: edit.merge ? { merge: edit.merge, at: now } : undefined }
}

export function undo<Doc>(history: History<Doc>): History<Doc> {
  const step = history.past.at(-1)
  if (!step) return history
  return {
    past: history.past.slice(0, -1),
    doc: step.doc,
    future: [{ doc: history.doc, label: step.label }, ...history.future],
    last: undefined,
  }
}

export function redo<Doc>(history: History<Doc>): History<Doc> {
  const [step, ...future] = history.future
  if (!step) return history
  return {
    past: [...history.past, { doc: history.doc, label: step.label }],
    doc: step.doc,
    future,
    last: undefined,
  }
}
