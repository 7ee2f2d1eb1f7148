import { create } from 'zustand'

/** How a try to save ended: `unreached` = the server did not get it, or nobody knows. */
export type Outcome = 'saved' | 'refused' | 'unreached'

/** An edit that waits for the server. It lives with the page, not beyond it. */
export interface Unsent {
  /** Who made it: nobody else may send it. */
  person: string
  /** What waits, by record: the codes of its fields. */
  cells: ReadonlyMap<string, readonly string[]>
  /** Lays the values over what is shown, where something else was laid there meanwhile. */
  show: () => void
  send: () => Promise<Outcome>
  /** Runs when what was written before on these records has been answered. */
  inTurn: <T>(run: () => Promise<T>) => Promise<T>
}

export const useUnsent = create<{ edits: readonly Unsent[] }>(() => ({ edits: [] }))

type State = ReturnType<typeof useUnsent.getState>

export const hasUnsent = (id: string): boolean => useUnsent.getState().edits.some(edit => edit.cells.has(id))

/** The fields of a record that wait, as one text: a row of a table compares it with its last one. */
export const unsentOn = (state: State, id: string | undefined): string =>
  id === undefined || state.edits.length === 0
    ? ''
    : [...new Set(state.edits.flatMap(edit => edit.cells.get(id) ?? []))].join(' ')

/** How many cells wait; one that was edited twice waits once. */
export const countUnsent = (state: State): number =>
  new Set(state.edits.flatMap(edit => [...edit.cells].flatMap(([id, codes]) => codes.map(code => id + code))))
    .size

export const keepUnsent = (edit: Unsent): void =>
  useUnsent.setState(({ edits }) => ({ edits: [...edits, edit] }))

/** What still waits for a record stays in sight above an answer of the server. */
export function showUnsent(id: string): void {
  for (const edit of useUnsent.getState().edits) if (edit.cells.has(id)) edit.show()
}

let sending = false

/** Sends what this person has waiting, in the order it was made, until the line breaks again. */
export async function flushUnsent(person: string): Promise<void> {
  if (sending) return
  sending = true
  try {
    for (;;) {
      const next = useUnsent.getState().edits.find(edit => edit.person === person)
      if (!next) return
      const outcome = await next.inTurn(async () => {
        const sent = await next.send()
        if (sent !== 'unreached')
          useUnsent.setState(({ edits }) => ({ edits: edits.filter(edit => edit !== next) }))
        return sent
      })
      if (outcome === 'unreached') return
      for (const id of next.cells.keys()) showUnsent(id)
    }
  } finally {
    sending = false
  }
}
