import { useLocation } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'

/** So long an entry that one was led to stands out, in milliseconds. */
const LIT = 2400

/** Where a follow-up is that was sought: none on any page, or none on as many as are read for it. */
export type Sought = 'found' | 'missing' | 'beyond'

interface Shown {
  loaded: boolean
  /** Whether this follow-up is on the page. */
  has: (activity: string) => boolean
  /** Looks for an older one, and shows it where it is found. */
  seek: (activity: string) => Promise<Sought>
}

interface Seeking {
  hash: string
  is: Sought | 'reading' | 'failed'
  error?: unknown
}

/** Leads to the follow-up that the address names, and makes it stand out for a moment. An old one is looked for, once. */
export function useLedTo({ loaded, has, seek }: Shown) {
  const hash = useLocation({ select: place => place.hash })
  const body = useRef<HTMLDivElement>(null)
  const [led, setLed] = useState<string>()
  const [seeking, setSeeking] = useState<Seeking>()
  const named = loaded && hash.startsWith('act_')
  const found = named && has(hash)
  const asks = named && !found && seeking?.hash !== hash
  useEffect(() => {
    if (!found) return
    // Pinned ones stand here twice at most; the first is the one to see.
    const entry = body.current?.querySelector(`[data-activity="${CSS.escape(hash)}"]`)
    entry?.scrollIntoView({ block: 'center' })
    setLed(hash)
    setSeeking({ hash, is: 'found' })
    const timer = setTimeout(() => setLed(undefined), LIT)
    return () => clearTimeout(timer)
  }, [found, hash])
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each address, with what is shown by then.
  useEffect(() => {
    if (!asks) return
    setSeeking({ hash, is: 'reading' })
    const end = (is: Sought | 'failed', error?: unknown) =>
      setSeeking(now => (now?.hash === hash ? { hash, is, error } : now))
    seek(hash).then(end, error => end('failed', error))
  }, [asks, hash])
  return {
    body,
    led,
    /** How the search stands for what the address names now. */
    sought: named && !found && seeking?.hash === hash ? seeking : undefined,
    again: () => setSeeking(undefined),
  }
}
