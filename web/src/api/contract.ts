/**
 * Holds the hand-written types against those generated from the server's OpenAPI document: where the server's answer could no
 * longer be read as our type, or our request as the server's, this file does not compile. It has no code.
 *
 * Values, kinds and filters are plain objects in the document, so they are compared by their keys only.
 */
import type * as Server from './generated/types.gen'
import type * as Ours from './types'

type Loose =
  | 'values'
  | 'display'
  | 'system'
  | 'kind'
  | 'default'
  | 'filter'
  | 'fields'
  | 'views'
  | 'actions'
  | 'params'
  | 'does'
/** What the server answers can be read as what we expect. */
type Answers<Expected, Given extends Omit<Expected, Loose>> = Given
/** Every key that we expect exists in the answer. */
type Known<Expected, Given extends Record<Exclude<keyof Expected, Loose>, unknown>> = Given

export type Checked = [
  Answers<Ours.Status, Server.Status>,
  Answers<Pick<Ours.Me, 'id' | 'login' | 'name' | 'role' | 'permissions' | 'workspace'>, Server.Me>,
  Answers<Ours.Lan, Server.Lan>,
  Answers<Ours.Invitation, Server.Invitation>,
  Answers<Ours.Department, Server.Department>,
  Answers<Ours.RecordRow, Server.Record>,
  Answers<Ours.RecordFull, Server.WholeRecord>,
  Answers<
    Ours.QueryAnswer,
    Omit<Server.RecordPage, 'items' | 'next' | 'count'> & {
      items: Ours.RecordRow[]
      next: string | null
      count: number | null
    }
  >,
  Answers<Pick<Ours.BackLinks, 'form' | 'field' | 'count' | 'items'>, Server.BackLinks>,
  Answers<Ours.PickerItem, Server.Pick>,
  Answers<Ours.SearchHit, Server.Hit>,
  Answers<Ours.StoredFile, Server.StoredFile>,
  Answers<Pick<Ours.Notice, 'id' | 'kind' | 'at' | 'read' | 'form' | 'record'>, Server.Notice>,
  Answers<Pick<Ours.Webhook, 'id' | 'url' | 'form' | 'events' | 'enabled'>, Server.Webhook>,
  Answers<Ours.Delivery, Server.Delivery>,
  Answers<Ours.ApiKey, Omit<Server.ApiKey, 'key'>>,
  Answers<Pick<Ours.FormSummary, 'id' | 'code' | 'icon' | 'version' | 'position' | 'can'>, Server.Summary>,
  Known<Pick<Ours.HistoryItem, 'seq' | 'at' | 'actor' | 'origin' | 'kind'>, Server.HistoryChange>,
  Known<Pick<Ours.Activity, 'id' | 'kind' | 'text' | 'at' | 'by'>, Server.Activity>,
  Known<Pick<Ours.View, 'id' | 'code' | 'name' | 'columns' | 'sort' | 'position'>, Server.View>,
  Known<Pick<Ours.Similar, 'form' | 'id' | 'title' | 'because'>, Server.Similar>,
  Known<Pick<Ours.Field, 'id' | 'code' | 'name' | 'required' | 'unique' | 'archived' | 'can'>, Server.Field>,
]
