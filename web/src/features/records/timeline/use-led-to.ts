import { useLocation } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'

/** So long an entry that one was led to stands out, in milliseconds. */
const LIT = 2400

interface Shown {
  /** Whether this follow-up is on the page. */
  has: (activity: string) => boolean
  /** Reads what is older; undefined where there is nothing more, or nothing yet. */
  more: (() => Promise<void>) | undefined
  loaded: boolean
}

/**
 * Leads to the follow-up that the address names, and makes it stand out for a moment. An old one is read for, page by page;
 * `missing`: it is in none of them.
 */
export function useLedTo({ has, more, loaded }: Shown) {
  const hash = useLocation({ select: place => place.hash })
  const body = useRef<HTMLDivElement>(null)
  const [led, setLed] = useState<string>()
  const [failed, setFailed] = useState<string>()
  const reading = useRef(false)
  const named = loaded && hash.startsWith('act_')
  const found = named && has(hash)
  const seeks = named && !found && failed !== hash
  useEffect(() => {
    if (!found) return
    // Pinned ones stand here twice at most; the first is the one to see.
    const entry = body.current?.querySelector(`[data-activity="${CSS.escape(hash)}"]`)
    entry?.scrollIntoView({ block: 'center' })
    setLed(hash)
    const timer = setTimeout(() => setLed(undefined), LIT)
    return () => clearTimeout(timer)
  }, [found, hash])
  // After every page that came: the next one, until it is there.
  useEffect(() => {
    if (!seeks || !more || reading.current) return
    reading.current = true
    more()
      .catch(() => setFailed(hash))
      .finally(() => {
        reading.current = false
      })
  })
  return { body, led, missing: seeks && !more }
}
