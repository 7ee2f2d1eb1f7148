import { newKey } from '@/lib/ids'
import { readStored, writeStored } from '@/lib/stored'
import { type Outcome, rereadUnsent, type Unsent, useUnsent, withdrawUnsent } from './unsent'

const LEASE = 'unsent.sender'
/** A tab that fell down while it sent is waited for no longer than this. */
const LEASE_MS = 90_000
/** Browsers wake a tab that is out of sight once a minute. */
const RENEW_MS = 15_000

interface Lease {
  tab: string
  until: number
}

const tab = newKey()

/** Of several tabs of one browser only one sends, or what waits for a record could overtake itself. */
export function mayLead(now: number, me: string = tab): boolean {
  const held = readStored<Lease | null>(LEASE, null)
  if (held && held.tab !== me && held.until > now) return false
  writeStored(LEASE, { tab: me, until: now + LEASE_MS })
  const leads = readStored<Lease | null>(LEASE, null)
  // Without a storage there is nothing that another tab could send.
  return leads === null || leads.tab === me
}

function release(): void {
  if (readStored<Lease | null>(LEASE, null)?.tab === tab) writeStored(LEASE, undefined)
}

/**
 * Runs in one tab of this browser at a time, for as long as it takes. Locks are of secure pages only: elsewhere a lease is
 * renewed while it runs.
 */
async function alone(run: () => Promise<void>): Promise<void> {
  if (navigator.locks) {
    await navigator.locks.request(LEASE, { ifAvailable: true }, async lock => {
      if (lock) await run()
    })
    return
  }
  if (!mayLead(Date.now())) return
  const timer = setInterval(() => mayLead(Date.now()), RENEW_MS)
  addEventListener('pagehide', release)
  try {
    await run()
  } finally {
    clearInterval(timer)
    removeEventListener('pagehide', release)
    release()
  }
}

let sending = false

/** Sends what this person has waiting, in the order it was made, until the line breaks again. */
export async function flushUnsent(person: string, send: (edit: Unsent) => Promise<Outcome>): Promise<void> {
  if (sending || useUnsent.getState().person !== person) return
  sending = true
  try {
    await alone(async () => {
      rereadUnsent()
      for (;;) {
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
