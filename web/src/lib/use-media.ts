import { useSyncExternalStore } from 'react'

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    notify => {
      const media = window.matchMedia(query)
      media.addEventListener('change', notify)
      return () => media.removeEventListener('change', notify)
    },
    () => window.matchMedia(query).matches,
  )
}

const PHONE = '(max-width: 767px)'
export const usePhone = (): boolean => useMedia(PHONE)
/** The same, once, where nothing is drawn yet. */
export const isPhone = (): boolean => window.matchMedia(PHONE).matches
/** A phone lying on its side, a window at 200 %: the `short:` of the styles. */
export const SHORT = '(max-height: 480px)'
export const useShort = (): boolean => useMedia(SHORT)
export const useNarrowDesktop = (): boolean => useMedia('(max-width: 1279px)')
