import { useState } from 'react'
import { useMe } from '@/api/queries'
import { readStored, storedKeys, writeStored } from './stored'

/** One browser may be several people's: what was begun and not sent is found again by its writer only. */
const OWN = 'own.'
export const ownKey = (person: string, key: string): string => `${OWN}${person}.${key}`

/** In what was begun as several values: the words that tell its writer which one it is. No field is called so. */
export const SAID = '$said'

/** The key stays with whose page it was: words on it do not become those of somebody who signs in meanwhile. */
export function useOwnKey(key: string): string {
  const me = useMe()
  const [person] = useState(me.id)
  return ownKey(person, key)
}

/** So long what was begun waits for its writer: others' names and numbers are not to lie in a browser for ever. */
const KEPT_MS = 7 * 24 * 3_600_000

/** When a text was last written at; whom it mentions and its files are of the text. */
const writtenAt = (key: string): string => `at.${key.replace(/\.(people|files)$/, '')}`

/** Keeps, or drops, what was begun under a key of one's own. */
export function writeOwn(key: string, value: unknown): void {
  writeStored(key, value)
  const at = writtenAt(key)
  if (value !== undefined) writeStored(at, Date.now())
  else if (at === `at.${key}`) writeStored(at, undefined)
}

/** What was begun long ago goes. Where it is not known since when it lies there, it has its time from now on. */
export function dropOld(now: number = Date.now()): void {
  const keys = storedKeys(OWN)
  const old = keys.filter(key => now - readStored(writtenAt(key), now) > KEPT_MS)
  for (const key of old) writeStored(key, undefined)
  for (const at of storedKeys(`at.${OWN}`))
    if (now - readStored(at, now) > KEPT_MS) writeStored(at, undefined)
  for (const key of keys)
    if (!old.includes(key) && readStored(writtenAt(key), 0) === 0) writeStored(writtenAt(key), now)
}

const OWNERLESS = ['clew.activity.', 'clew.draft.', 'clew.edit.', 'clew.remark.']

/** What earlier versions kept without saying whose it is: nobody may be shown it. */
export function dropOwnerless(): void {
  try {
    for (const key of Object.keys(localStorage))
      if (OWNERLESS.some(start => key.startsWith(start))) localStorage.removeItem(key)
  } catch {
    // A closed storage keeps nothing.
  }
}
