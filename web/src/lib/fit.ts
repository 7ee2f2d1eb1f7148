import { bare } from './bare'

/** How a character sounds: nothing is heard until that is there. */
let soundsOf: (char: string) => readonly string[] = () => []

/** Fetches how characters sound, for whoever is about to search by pinyin. */
export async function loadSounds(): Promise<void> {
  soundsOf = (await import('./sounds')).soundsOf
}

const LETTER = /[\p{L}\p{N}]/u

/** How names answer what was typed, the best first. */
const FITS = ['exact', 'sounds', 'begins', 'word', 'sound', 'later_sound', 'within'] as const
export type Fit = (typeof FITS)[number]

/** Whether the sounds of `chars` from `at` on go as `typed` goes from `from` on: whole syllables, first letters or both. */
function sounds(chars: readonly string[], at: number, typed: string, from: number, whole: boolean): boolean {
  const char = chars[at]
  if (from === typed.length) return !whole || char === undefined
  if (char === undefined) return false
  if (!LETTER.test(char)) return sounds(chars, at + 1, typed, from, whole)
  if (typed.startsWith(char, from) && sounds(chars, at + 1, typed, from + char.length, whole)) return true
  const rest = typed.slice(from)
  return soundsOf(char)
    .flatMap(sound => (sound.includes('v') ? [sound, sound.replace('v', 'u')] : [sound]))
    .some(sound => {
      if (rest.startsWith(sound) && sounds(chars, at + 1, typed, from + sound.length, whole)) return true
      if (whole) return false
      if (sound.startsWith(rest)) return true
      const initials = /^[zcs]h/.test(sound) ? [2, 1] : [1]
      return initials.some(
        letters =>
          rest.startsWith(sound.slice(0, letters)) && sounds(chars, at + 1, typed, from + letters, whole),
      )
    })
}

/** In what way a name answers what was typed, if it does. */
export function fitOf(name: string, typed: string): Fit | undefined {
  const text = bare(name).trim()
  const asked = bare(typed).trim()
  if (text === asked) return 'exact'
  const chars = [...text]
  const letters = asked.replace(/[\s'’]/g, '')
  const heard = /[a-z]/.test(letters)
  if (heard && sounds(chars, 0, letters, 0, true)) return 'sounds'
  if (text.startsWith(asked)) return 'begins'
  const at = text.indexOf(asked)
  const inWord = (place: number) =>
    /[\p{L}\p{N}]/u.test(text[place - 1] ?? '') && /[a-z0-9]/.test(asked[0] ?? '')
  for (let place = at; place >= 0; place = text.indexOf(asked, place + 1)) if (!inWord(place)) return 'word'
  if (heard) {
    if (sounds(chars, 0, letters, 0, false)) return 'sound'
    const begins = (place: number) =>
      soundsOf(chars[place] ?? '').length > 0 || !LETTER.test(chars[place - 1] ?? '')
    if (chars.some((_, place) => place > 0 && begins(place) && sounds(chars, place, letters, 0, false)))
      return 'later_sound'
  }
  return at >= 0 ? 'within' : undefined
}

/**
 * How well a name answers what was typed, as words or as pinyin (all letters, first letters, or both): 0 is the name
 * itself; undefined is no answer.
 */
export function fitting(name: string, typed: string): number | undefined {
  const fit = typed.trim() === '' ? 'exact' : fitOf(name, typed)
  return fit && FITS.indexOf(fit)
}

/** Those that answer what was typed, the best first, else as they stood. */
export function fittest<T>(items: readonly T[], typed: string, nameOf: (item: T) => string): T[] {
  if (typed.trim() === '') return [...items]
  return items
    .flatMap(item => {
      const fit = fitting(nameOf(item), typed)
      return fit === undefined ? [] : [{ item, fit }]
    })
    .sort((a, b) => a.fit - b.fit)
    .map(({ item }) => item)
}

/** What is called exactly as was typed first, in words or in pinyin; all else stays as it stood. */
export function exactFirst<T>(items: readonly T[], typed: string, nameOf: (item: T) => string): T[] {
  const place = (item: T) => {
    const fit = fitOf(nameOf(item), typed)
    return fit === 'exact' ? 0 : fit === 'sounds' ? 1 : 2
  }
  return [...items].sort((a, b) => place(a) - place(b))
}
