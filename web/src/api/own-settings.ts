import { useQueryClient } from '@tanstack/react-query'
import { type Language, setLanguage } from '@/i18n/setup'
import { setTheme, type ThemeChoice } from '@/ui/theme'
import { keys } from './queries'
import { updateMe } from './session'
import type { Me } from './types'

/** Choices that hold here at once and in every other browser of the person. */
export function useOwnSettings() {
  const client = useQueryClient()
  const keep = (change: Pick<Partial<Me>, 'language' | 'theme' | 'density'>) => {
    client.setQueryData<Me>(keys.me, me => me && { ...me, ...change })
    // Where the server cannot be reached the choice still holds in this browser.
    updateMe(change).catch(() => undefined)
  }
  return {
    chooseTheme: (theme: ThemeChoice) => {
      setTheme(theme)
      keep({ theme })
    },
    chooseDensity: (density: NonNullable<Me['density']>) => keep({ density }),
    chooseLanguage: (language: Language) => {
      void setLanguage(language)
      keep({ language })
    },
  }
}
