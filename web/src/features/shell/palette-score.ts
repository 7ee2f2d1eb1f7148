import { type Fit, fitOf, loadSounds } from '@/lib/fit'

loadSounds().catch(() => undefined)

/** How well what is called something answers what was typed. */
const CALLED: Record<Fit, number> = {
  exact: 1,
  sounds: 0.95,
  begins: 0.8,
  word: 0.7,
  sound: 0.6,
  later_sound: 0.5,
  within: 0.3,
}
/** What the server found: behind what is called exactly so, before what is merely called like it. */
const FOUND = 0.9
/** Each word of several names it: `new lead`. */
const WORDS = 0.4
/** Fewer letters within a word say nothing. */
const LETTERS = 3

function called(name: string, typed: string): number {
  const fit = fitOf(name, typed)
  return fit === undefined || (fit === 'within' && typed.length < LETTERS) ? 0 : CALLED[fit]
}

/** The place of an entry: pages and acts by their names, also in the other language and in pinyin; what was found as it came. */
export function scoreOf(names: readonly string[] | undefined, text: string): number {
  const typed = text.trim()
  if (!names || names.length === 0) return FOUND
  const whole = Math.max(...names.map(name => called(name, typed)))
  if (whole > 0) return whole
  const parts = typed.split(/\s+/)
  return parts.length > 1 && parts.every(part => names.some(name => called(name, part) > 0)) ? WORDS : 0
}

/** Whether an entry is called exactly what was typed: it need not wait for what the server finds. */
export const isCalled = (names: readonly string[] | undefined, text: string): boolean =>
  names !== undefined && text.trim() !== '' && scoreOf(names, text) >= CALLED.sounds
