import { type RefObject, useRef } from 'react'

/** The newest value, for callbacks that must keep their identity. */
export function useLatest<T>(value: T): RefObject<T> {
  const latest = useRef(value)
  latest.current = value
  return latest
}
