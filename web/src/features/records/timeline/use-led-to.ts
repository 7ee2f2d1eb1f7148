import { useLocation } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'

/** So long an entry that one was led to stands out, in milliseconds. */
const LIT = 2400

/** Leads to the follow-up that the address names, once it is there, and makes it stand out for a moment. */
export function useLedTo(loaded: boolean) {
  const hash = useLocation({ select: place => place.hash })
  const body = useRef<HTMLDivElement>(null)
  const [led, setLed] = useState<string>()
  useEffect(() => {
    if (!loaded || !hash.startsWith('act_')) return
    // Pinned ones stand here twice at most; the first is the one to see.
    const entry = body.current?.querySelector(`[data-activity="${CSS.escape(hash)}"]`)
    if (!entry) return
    entry.scrollIntoView({ block: 'center' })
    setLed(hash)
    const timer = setTimeout(() => setLed(undefined), LIT)
    return () => clearTimeout(timer)
  }, [loaded, hash])
  return { body, led }
}
