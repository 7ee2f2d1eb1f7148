import { create } from 'zustand'
import { readStored, writeStored } from '@/lib/stored'
import { SHORT } from '@/lib/use-media'

interface ShellState {
  /** The person folded the navigation away. */
  navHidden: boolean
  /** Or unfolded it in a short window, which has no room for it by itself. */
  navInShort: boolean
  /** A record is open beside the list; below 1280 px the navigation gives way. */
  peekOpen: boolean
  paletteOpen: boolean
  /** What the palette is opened with, such as what a list did not have. */
  paletteStart: string
  helpOpen: boolean
  /** The form about which feedback is being written. */
  feedbackOn: FormNamed | undefined
}

export interface FormNamed {
  code: string
  name: string
}

export const useShell = create<ShellState>(() => ({
  navHidden: readStored('nav-hidden', false),
  navInShort: false,
  peekOpen: false,
  paletteOpen: false,
  paletteStart: '',
  helpOpen: false,
  feedbackOn: undefined,
}))

export function toggleNav(): void {
  if (window.matchMedia(SHORT).matches) {
    useShell.setState(({ navInShort }) => ({ navInShort: !navInShort }))
    return
  }
  const navHidden = !useShell.getState().navHidden
  useShell.setState({ navHidden })
  writeStored('nav-hidden', navHidden)
}

export const setPeekOpen = (peekOpen: boolean): void => useShell.setState({ peekOpen })
export const setPaletteOpen = (paletteOpen: boolean, paletteStart = ''): void =>
  useShell.setState({ paletteOpen, paletteStart })
export const setHelpOpen = (helpOpen: boolean): void => useShell.setState({ helpOpen })
export const setFeedbackOn = (feedbackOn: FormNamed | undefined): void => useShell.setState({ feedbackOn })
