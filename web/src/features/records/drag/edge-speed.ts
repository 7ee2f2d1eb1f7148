const EDGE = 56
const FASTEST = 14

/** How far a list scrolls in a frame while the hand is near its edge, the nearer the faster; outside it does not. */
export function edgeSpeed(at: number, from: number, to: number): number {
  if (at < from || at > to || to - from < 3 * EDGE) return 0
  const near = Math.min(at - from, to - at)
  if (near >= EDGE) return 0
  const speed = Math.ceil(FASTEST * (1 - near / EDGE))
  return at - from < to - at ? -speed : speed
}
