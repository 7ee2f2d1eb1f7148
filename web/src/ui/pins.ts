import { useQueryClient } from '@tanstack/react-query'
import { type Pin, preferencesQuery, usePrefer, usePreferences } from '@/api/preferences'
import type { Place } from '@/lib/place'
import { problemText } from '@/lib/problem-text'
import { toast } from '@/ui/toast'

/** More would be a second list of records. */
export const MOST_PINS = 20

export const isPinned = (pins: readonly Pin[], place: Place): boolean =>
  pins.some(pin => pin.form === place.form && pin.record === place.record && pin.view === place.view)

/** With the pin where it was not, without it where it was. */
export function turned(pins: readonly Pin[], pin: Pin): Pin[] {
  if (!isPinned(pins, pin)) return [...pins, pin].slice(-MOST_PINS)
  return pins.filter(other => !isPinned([other], pin))
}

export function usePins(): { pins: Pin[]; turn: (pin: Pin) => void } {
  const { pins = [] } = usePreferences()
  const client = useQueryClient()
  const prefer = usePrefer()
  const turn = (pin: Pin) => {
    // Of what the cache holds now: another pin may be on its way.
    const now = client.getQueryData(preferencesQuery.queryKey)?.pins ?? []
    prefer({ pins: turned(now, pin) }).catch(error => toast(problemText(error), { tone: 'bad' }))
  }
  return { pins, turn }
}
