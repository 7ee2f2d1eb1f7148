import { create } from 'zustand'
import type { NewActivity, Value } from '@/api/types'
import { behind, type Kept, shelf } from './shelf'

/** A follow-up that could not be sent yet. */
export interface Draft extends Kept {
  /** The Idempotency-Key of every try: what arrived although its answer was lost is not written twice. */
  key: string
  /** Who wrote it: on a phone that several people use, each sends only their own. */
  person: string
  form: string
  record: string
  title: string
  body: NewActivity
  /** The stage before the follow-up moved it, as its writer saw it. */
  stage?: { field: string; held: Value }
  /** Somebody moved the stage meanwhile: to this. Its writer says which one holds. */
  theirs?: Value
  /** Why the server refuses it: the code of its words. */
  refused?: string
}

const shelved = shelf<Draft>('drafts', 'drafts.follow_ups', draft => draft.key)

export const useQueue = create<{ drafts: Draft[] }>(() => ({ drafts: shelved.read() }))

/** Reads what another tab wrote. */
export const rereadQueue = (): void => useQueue.setState({ drafts: shelved.read() })

export function rereadQueueOn(event: StorageEvent): void {
  if (shelved.isOf(event)) rereadQueue()
}

/** Whether the draft is kept: a full or closed storage keeps nothing, and then nobody may be told that it did. */
export function keepDraft(draft: Draft): boolean {
  const kept = shelved.put({ ...draft, place: draft.place ?? [behind(shelved.read())] })
  rereadQueue()
  return kept
}

export function dropDraft(key: string): void {
  shelved.drop(key)
  rereadQueue()
}

/** Changes a draft that still waits; one that another tab sent stays away. */
export function editDraft(key: string, edit: (draft: Draft) => Draft): void {
  const held = shelved.read().find(draft => draft.key === key)
  if (held) shelved.put(edit(held))
  rereadQueue()
}

/** It is this person's, and nobody has to decide anything first. */
export const isSendable = (draft: Draft, person: string): boolean =>
  draft.person === person && !draft.refused && draft.theirs === undefined

/** What the record's stage means for the draft that moves it: somebody else may have moved it first. */
export function stageSays(draft: Draft, now: Value): 'send' | 'ask' {
  if (!draft.stage) return 'send'
  const mine = draft.body.values?.[draft.stage.field] ?? null
  // Also what an earlier try of this very draft did.
  if (mine === now || (draft.stage.held ?? null) === (now ?? null)) return 'send'
  return 'ask'
}

/** The draft once its writer chose: with their stage, or without moving it. The words stay in either case. */
export function resolved(draft: Draft, choice: 'mine' | 'theirs'): Draft {
  const { theirs: _, refused: __, stage, ...rest } = draft
  if (!stage) return rest
  if (choice === 'mine') return { ...rest, stage: { ...stage, held: draft.theirs ?? null } }
  const { values, ...body } = draft.body
  const { [stage.field]: ___, ...others } = values ?? {}
  return { ...rest, body: Object.keys(others).length > 0 ? { ...body, values: others } : body }
}
