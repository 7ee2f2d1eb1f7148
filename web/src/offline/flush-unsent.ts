import { alone } from './alone'
import { type Outcome, rereadUnsent, type Unsent, useUnsent, withdrawUnsent } from './unsent'

const LEASE = 'unsent.sender'

let sending = false

/** Sends what this person has waiting, in the order it was made, until the line breaks again. */
export async function flushUnsent(person: string, send: (edit: Unsent) => Promise<Outcome>): Promise<void> {
  if (sending || useUnsent.getState().person !== person) return
  sending = true
  try {
    await alone(LEASE, async leads => {
      while (leads()) {
        // Another tab may have kept more, taken something back, or sent it before this one led.
        rereadUnsent()
        const { person: now, edits } = useUnsent.getState()
        const [next] = edits
        if (!next || now !== person) return
        if ((await send(next)) === 'unreached') return
        withdrawUnsent([next.key])
      }
    })
  } finally {
    sending = false
  }
}
