import { createStore, type StoreApi, useStore } from 'zustand'
import type { Edit } from './edit'
import { begin, commit, type History, redo, undo } from './history'

export type SaveState = 'saved' | 'dirty' | 'saving' | 'failed' | 'conflict'

/** What is open in a designer: the document with its history, what is selected, and how far it is saved. */
export interface DesignerState<Doc> {
  history: History<Doc>
  /** The document as the server has it, by identity. */
  stored: Doc
  revision: number
  saving: boolean
  failure: unknown
  conflict: boolean
  selected: string | undefined
  /** What is selected was just added: its name is typed next. */
  fresh: boolean
}

export interface Designer<Doc> {
  store: StoreApi<DesignerState<Doc>>
  edit: (edit: Edit<Doc>) => void
  undo: () => void
  redo: () => void
  select: (id: string | undefined, fresh?: boolean) => void
  /** Starts over with a document from the server; the history is kept only when asked. */
  load: (doc: Doc, revision: number) => void
  doc: () => Doc
}

export function makeDesigner<Doc>(doc: Doc, revision: number, now: () => number = Date.now): Designer<Doc> {
  const fresh = (next: Doc, at: number): DesignerState<Doc> => ({
    history: begin(next),
    stored: next,
    revision: at,
    saving: false,
    failure: undefined,
    conflict: false,
    selected: undefined,
    fresh: false,
  })
  const store = createStore<DesignerState<Doc>>(() => fresh(doc, revision))
  const step = (change: (history: History<Doc>) => History<Doc>) =>
    store.setState(state => ({ history: change(state.history) }))
  return {
    store,
    edit: edit => step(history => commit(history, edit, now())),
    undo: () => step(undo),
    redo: () => step(redo),
    select: (selected, fresh = false) => store.setState({ selected, fresh }),
    load: (next, at) => store.setState(fresh(next, at)),
    doc: () => store.getState().history.doc,
  }
}

export const useDoc = <Doc>(designer: Designer<Doc>): Doc =>
  useStore(designer.store, state => state.history.doc)
export const useSelected = <Doc>(designer: Designer<Doc>): string | undefined =>
  useStore(designer.store, state => state.selected)
export const useDesignerState = <Doc, T>(
  designer: Designer<Doc>,
  pick: (state: DesignerState<Doc>) => T,
): T => useStore(designer.store, pick)

export function saveState<Doc>(state: DesignerState<Doc>): SaveState {
  if (state.conflict) return 'conflict'
  if (state.saving) return 'saving'
  if (state.failure) return 'failed'
  return state.history.doc === state.stored ? 'saved' : 'dirty'
}
