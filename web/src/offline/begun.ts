import { ownKey, SAID, writeOwn } from '@/lib/own-key'
import { readStored, storedKeys } from '@/lib/stored'

/** Letters of a text that tell its writer which one it is. */
const SHOWN = 24

const keysOf = (person: string): string[] => storedKeys(ownKey(person, ''))

/** What somebody began to write and did not send, each with its first words. */
export function begunOf(person: string): string[] {
  const begun = new Map<string, string>()
  for (const key of keysOf(person)) {
    const words = wordsIn(readStored<unknown>(key, null)).trim()
    // The files of a text are of the text; whom it mentions says nothing without it.
    const of = key.replace(/\.files$/, '')
    if (words !== '' && !key.endsWith('.people')) begun.set(of, begun.get(of) || words.slice(0, SHOWN))
  }
  return [...begun.values()]
}

/** The text; of a new record what it says of itself, of files the first one's name. */
function wordsIn(value: unknown): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return wordsIn((value[0] as { name?: string } | undefined)?.name)
  if (value === null || typeof value !== 'object') return ''
  const said = (value as Record<string, unknown>)[SAID]
  return wordsIn(said ?? Object.values(value).find(one => typeof one === 'string'))
}

/** Nothing that they began stays in this browser. */
export function eraseBegun(person: string): void {
  for (const key of keysOf(person)) writeOwn(key, undefined)
}
