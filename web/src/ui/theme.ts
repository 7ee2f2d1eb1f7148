import { create } from 'zustand'
import { writeStoredText } from '@/lib/stored'

export type ThemeChoice = 'light' | 'dark' | 'system'

function storedChoice(): ThemeChoice {
  try {
    const value = localStorage.getItem('clew.theme')
    return value === 'light' || value === 'dark' ? value : 'system'
  } catch {
    return 'system'
  }
}

const media = typeof matchMedia === 'function' ? matchMedia('(prefers-color-scheme: dark)') : undefined
const isDark = (choice: ThemeChoice): boolean =>
  choice === 'dark' || (choice === 'system' && Boolean(media?.matches))

const useTheme = create<{ choice: ThemeChoice; dark: boolean }>(() => {
  const choice = storedChoice()
  return { choice, dark: isDark(choice) }
})

export const useDark = (): boolean => useTheme(state => state.dark)
export const useThemeChoice = (): ThemeChoice => useTheme(state => state.choice)

export function setTheme(choice: ThemeChoice): void {
  const dark = isDark(choice)
  writeStoredText('theme', choice)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  useTheme.setState({ choice, dark })
}

// Loaded with the first page, so that the pages before signing in follow as well: the system, and another tab.
media?.addEventListener('change', () => {
  if (useTheme.getState().choice === 'system') setTheme('system')
})
globalThis.addEventListener?.('storage', ({ key }) => {
  if (key === 'clew.theme') setTheme(storedChoice())
})
