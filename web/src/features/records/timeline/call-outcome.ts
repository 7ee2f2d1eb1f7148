export const OUTCOMES = ['reached', 'missed', 'off', 'agreed'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** They spoke to each other: then it has a length. */
export const spoke = (outcome: Outcome | undefined): boolean => outcome === 'reached' || outcome === 'agreed'

/** What the follow-up says: the outcome in its word, and what was added. */
export function callText(word: string | undefined, note: string): string {
  const said = note.trim()
  if (!word) return said
  return said ? `${word}：${said}` : word
}

/** About how long it took, in minutes: at least one, none if nobody can have spoken that long. */
export function minutesBetween(from: number, to: number): number | undefined {
  const minutes = Math.max(1, Math.round((to - from) / 60_000))
  return minutes > 120 ? undefined : minutes
}

/** Minutes as typed: whole, positive, at most a day. */
export function readMinutes(text: string): number | undefined {
  const minutes = Number(text)
  return /^\d{1,4}$/.test(text.trim()) && minutes > 0 && minutes <= 1440 ? minutes : undefined
}
