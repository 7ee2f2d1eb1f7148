import { useState } from 'react'
import { useMe } from '@/api/queries'

/** One browser may be several people's: what was begun and not sent is found again by its writer only. */
export const ownKey = (person: string, key: string): string => `own.${person}.${key}`

/** In what was begun as several values: the words that tell its writer which one it is. No field is called so. */
export const SAID = '$said'

/** The key stays with whose page it was: words on it do not become those of somebody who signs in meanwhile. */
export function useOwnKey(key: string): string {
  const me = useMe()
  const [person] = useState(me.id)
  return ownKey(person, key)
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
