import { useEffect, useRef } from 'react'

/** Does what is to be done when a place goes from the page with something begun in it. Being drawn anew is no going. */
export function useLeaving(leave: () => void): void {
  const latest = useRef(leave)
  latest.current = leave
  const here = useRef(false)
  useEffect(() => {
    here.current = true
    return () => {
      here.current = false
      queueMicrotask(() => {
        if (!here.current) latest.current()
      })
    }
  }, [])
}
