import { useEffect } from 'react'
import { Problem } from '@/api/http'
import type { Designer } from './store'

const QUIET_MS = 2000
const RETRY_MS = 8000

export type Save<Doc> = (doc: Doc, revision: number) => Promise<{ revision: number }>

/** Saves what is not saved yet, once; the document may go on changing meanwhile. True when the server has it all. */
export async function saveNow<Doc>(designer: Designer<Doc>, save: Save<Doc>): Promise<boolean> {
  const { store } = designer
  const { history, stored, revision, saving, conflict } = store.getState()
  const doc = history.doc
  if (conflict || saving) return false
  if (doc === stored) return true
  store.setState({ saving: true, failure: undefined })
  try {
    const answer = await save(doc, revision)
    store.setState({ saving: false, stored: doc, revision: answer.revision })
    return store.getState().history.doc === doc
  } catch (error) {
    const conflicting = error instanceof Problem && error.status === 409
    store.setState({ saving: false, conflict: conflicting, failure: conflicting ? undefined : error })
    return false
  }
}

/** The same document would be refused again: only another edit, or a person who says so, sends it once more. */
export const isRefusal = (failure: unknown): boolean =>
  failure instanceof Problem && failure.status >= 400 && failure.status < 500 && failure.status !== 429

/** Saves two seconds after the last edit, tries again after a failure of the line, and on leaving the page. */
export function useAutosave<Doc>(designer: Designer<Doc>, save: Save<Doc>): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const later = (ms: number) => {
      clearTimeout(timer)
      timer = setTimeout(() => void saveNow(designer, save), ms)
    }
    const stop = designer.store.subscribe((state, before) => {
      if (state.history.doc !== before.history.doc) later(QUIET_MS)
      else if (
        before.saving &&
        !state.saving &&
        state.history.doc !== state.stored &&
        !isRefusal(state.failure)
      )
        later(state.failure ? RETRY_MS : QUIET_MS)
    })
    const warn = (event: BeforeUnloadEvent) => {
      const { history, stored } = designer.store.getState()
      if (history.doc === stored) return
      void saveNow(designer, save)
      event.preventDefault()
    }
    addEventListener('beforeunload', warn)
    return () => {
      clearTimeout(timer)
      stop()
      removeEventListener('beforeunload', warn)
      void saveNow(designer, save)
    }
  }, [designer, save])
}
