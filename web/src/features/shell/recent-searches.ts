import { readStored, writeStored } from '@/lib/stored'

const MOST = 6
const slot = (person: string): string => `searches.${person}`

export const recentSearches = (person: string): string[] => readStored<string[]>(slot(person), [])

/** Remembered when it led somewhere. What only began a longer search is forgotten for it. */
export function withSearch(searches: readonly string[], text: string): string[] {
  const words = text.trim()
  if (!words) return [...searches]
  const others = searches.filter(other => !words.toLowerCase().startsWith(other.toLowerCase()))
  return [words, ...others].slice(0, MOST)
}

export function rememberSearch(person: string, text: string): void {
  writeStored(slot(person), withSearch(recentSearches(person), text))
}
