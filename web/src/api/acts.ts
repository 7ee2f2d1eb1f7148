import type { Label } from '@/lib/label'
import type { Sharpened } from './contract'
import type * as Server from './generated/types.gen'
import { http } from './http'

/** What was done, and what of it can be taken back: by anybody on a record, by oneself anywhere. */

/** A record that something was done with; without a title it is out of sight. */
export type MadeRecord = Server.Made
/** A form, or an action of one. */
export type Named = Sharpened<Server.Named, { name: Label }>
/** An action of the form, carried out, and what came of it. */
export type CarriedOut = Sharpened<Server.CarriedOut, { name: Label }>
/** What an undo took back. */
export type TakenBack = Sharpened<Server.TakenBack, { action?: Named | null }>
/** An action whose links stand on a record. */
export type StandingAction = CarriedOut & { act?: Server.StandingAct | null }
/** One act of the person who asks. */
export type OwnAct = Sharpened<
  Server.OwnAct,
  { form?: Named | null; action?: Named | null; undoes?: TakenBack | null }
>

export const listStanding = (form: string, id: string) =>
  http<{ items: StandingAction[] }>('GET', `/forms/${form}/records/${id}/actions`).then(
    answer => answer.items,
  )

export const listOwnActs = (after?: number) =>
  http<{ items: OwnAct[]; next?: number | null }>('GET', '/me/acts', { query: { after } })

export type BatchUndo = Sharpened<Server.Undone, { changed_since?: Server.KeptRecord[] | null }>

/** What an undo would take back and what it would leave alone. */
export const previewUndoBatch = (batch: string) =>
  http<BatchUndo>('POST', `/batches/${batch}/undo`, { body: { preview: true } })

/** `key` is kept over tries: what was taken back although its answer was lost is not taken back twice. */
export const takeBack = (batch: string, insist: boolean, key: string) =>
  http<BatchUndo>('POST', `/batches/${batch}/undo`, { body: { insist }, creates: key })
