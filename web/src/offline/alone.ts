import { newKey } from '@/lib/ids'
import { readStored, writeStored } from '@/lib/stored'

/** A tab that fell down while it sent is waited for no longer than this. */
const LEASE_MS = 90_000
/** Browsers wake a tab that is out of sight once a minute. */
const RENEW_MS = 15_000
/** Two tabs may both find nobody there: so much later only one of them still stands there. */
const SETTLE_MS = 60

interface Lease {
  tab: string
  until: number
}

const tab = newKey()
const held = (lease: string): Lease | null => readStored<Lease | null>(lease, null)

/** Of several tabs of one browser only one sends, or what waits for a record could overtake itself. */
export function mayLead(lease: string, now: number, me: string = tab): boolean {
  const other = held(lease)
  if (other && other.tab !== me && other.until > now) return false
  writeStored(lease, { tab: me, until: now + LEASE_MS })
  const leads = held(lease)
  // Without a storage there is nothing that another tab could send.
  return leads === null || leads.tab === me
}

const isMine = (lease: string): boolean => {
  const leads = held(lease)
  return leads === null || leads.tab === tab
}

function release(lease: string): void {
  if (held(lease)?.tab === tab) writeStored(lease, undefined)
}

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, ms))

/**
 * Runs in one tab of this browser at a time, for as long as it takes; not at all where another tab is at it. Locks are of
 * secure pages only: elsewhere a lease is renewed while it runs, and may be lost by a tab that slept: `leads` is asked before
 * each thing that is sent.
 */
export async function alone(lease: string, run: (leads: () => boolean) => Promise<void>): Promise<void> {
  if (navigator.locks) {
    await navigator.locks.request(lease, { ifAvailable: true }, async lock => {
      if (lock) await run(() => true)
    })
    return
  }
  if (!mayLead(lease, Date.now())) return
  const leave = () => release(lease)
  addEventListener('pagehide', leave)
  const timer = setInterval(() => mayLead(lease, Date.now()), RENEW_MS)
  try {
    await pause(SETTLE_MS)
    if (isMine(lease)) await run(() => isMine(lease))
  } finally {
    clearInterval(timer)
    removeEventListener('pagehide', leave)
    leave()
  }
}
