import { useRing } from './use-ring'

/** Rings on every page, whether or not a bell is in sight. */
export function RingHere() {
  useRing()
  return null
}
