const [DAWN, NOON, DUSK] = [6, 12, 18]

/** The word of the hour: `home:night`. */
export function greeting(hour: number): 'night' | 'morning' | 'afternoon' | 'evening' {
  if (hour < DAWN) return 'night'
  if (hour < NOON) return 'morning'
  return hour < DUSK ? 'afternoon' : 'evening'
}
