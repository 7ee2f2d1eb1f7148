import type { Value } from '@/api/types'

/** One step of this person in this tab: an edit with what was there before, or batches that the server can take back. */
export type UndoStep =
  | {
      kind: 'edit'
      form: string
      id: string
      /** What its writer saw: with what this tab wrote since, what taking it back is based on. Never what others wrote since. */
      rev: number
      before: Record<string, Value>
      beforeDisplay: Record<string, string | null>
      after: Record<string, Value>
      afterDisplay: Record<string, string | null>
    }
  | {
      kind: 'batches'
      form: string
      batches: string[]
      ids: string[]
      /** Records came or went: the list itself changes. */
      list?: boolean
      /** Writes of it that still wait for the server. */
      waits?: string[]
      /** What a batch is about, where each is about one thing that is no record of the form. */
      titles?: Readonly<Record<string, string>>
    }

const MOST = 100
const done: UndoStep[] = []
const undone: UndoStep[] = []

const push = (stack: UndoStep[], step: UndoStep): void => {
  stack.push(step)
  if (stack.length > MOST) stack.shift()
}
const isOf = (step: UndoStep, id: string): boolean =>
  step.kind === 'edit' ? step.id === id : step.ids.length === 1 && step.ids[0] === id
const take = (stack: UndoStep[], form: string, only?: string): UndoStep | undefined => {
  const at = stack.findLastIndex(step => step.form === form && (only === undefined || isOf(step, only)))
  return at < 0 ? undefined : stack.splice(at, 1)[0]
}

/** A new step: what had been undone cannot be redone on top of it. */
export function remember(step: UndoStep): void {
  push(done, step)
  for (let at = undone.length - 1; at >= 0; at -= 1) if (undone[at]?.form === step.form) undone.splice(at, 1)
}
/** The last step in the form; `only`: that of this record and no other, where no other is to be seen. */
export const takeUndo = (form: string, only?: string): UndoStep | undefined => take(done, form, only)
export const takeRedo = (form: string, only?: string): UndoStep | undefined => take(undone, form, only)
/** What this person did to the record last. */
export const lastOf = (form: string, id: string): UndoStep | undefined =>
  done.findLast(step => step.form === form && isOf(step, id))
/** This very step, where it has not been taken back yet. */
export function takeStep(step: UndoStep): UndoStep | undefined {
  const at = done.indexOf(step)
  return at < 0 ? undefined : done.splice(at, 1)[0]
}
/** The way back of what was just undone or redone. */
export const canRedo = (step: UndoStep): void => push(undone, step)
export const canUndo = (step: UndoStep): void => push(done, step)

/** A write that waited has become batches; what is left of it waits under other keys. The step stays the same one. */
export function arrived(key: string, batches: readonly string[], left: readonly string[] = []): void {
  for (const stack of [done, undone])
    for (let at = stack.length - 1; at >= 0; at -= 1) {
      const step = stack[at]
      if (step?.kind !== 'batches' || !step.waits?.includes(key)) continue
      // The rest of an act that began before it waited is of the same batch.
      step.batches.push(...batches.filter(batch => !step.batches.includes(batch)))
      step.waits = step.waits.flatMap(other => (other === key ? left : [other]))
      // Nothing of it was taken: there is nothing to take back.
      if (step.batches.length + step.waits.length === 0) stack.splice(at, 1)
    }
}

/** The same edit the other way round. */
export const inverse = (step: Extract<UndoStep, { kind: 'edit' }>): UndoStep => ({
  ...step,
  before: step.after,
  beforeDisplay: step.afterDisplay,
  after: step.before,
  afterDisplay: step.beforeDisplay,
})
