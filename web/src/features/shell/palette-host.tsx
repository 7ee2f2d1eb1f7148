import { type ComponentType, useEffect, useState } from 'react'
import { setPaletteOpen, useShell } from '@/ui/shell-store'
import { PaletteDoor } from './palette-door'

type PaletteType = ComponentType<{ start?: string }>

let loaded: PaletteType | undefined

/** Fetches the palette's code; every try starts anew, for one that failed without a line may succeed later. */
export async function loadPalette(): Promise<void> {
  loaded ??= (await import('./palette')).Palette
}

interface PaletteHostProps {
  /** How the code comes; a test lets it wait. */
  load?: () => Promise<void>
  /** The palette once it is there. */
  palette?: () => PaletteType | undefined
}

/**
 * The palette, or, until its code is there, a door that takes the keyboard at once: what is typed right after the shortcut
 * belongs to the palette and never to the cell that had the focus.
 */
export function PaletteHost({ load = loadPalette, palette = () => loaded }: PaletteHostProps) {
  const [ready, setReady] = useState(() => palette() !== undefined)
  const [failed, setFailed] = useState(false)
  const [tries, setTries] = useState(0)
  const [text, setText] = useState(() => useShell.getState().paletteStart)
  const [composing, setComposing] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new try is what it runs for.
  useEffect(() => {
    if (ready) return
    let left = false
    setFailed(false)
    load().then(
      () => !left && setReady(true),
      () => !left && setFailed(true),
    )
    return () => {
      left = true
    }
  }, [ready, load, tries])
  const Palette = ready ? palette() : undefined
  // A composition would not survive the change of inputs.
  if (Palette && !composing) return <Palette start={text} />
  return (
    <PaletteDoor
      text={text}
      failed={failed}
      onText={setText}
      onComposing={setComposing}
      onRetry={() => setTries(tries + 1)}
      onClose={() => setPaletteOpen(false)}
    />
  )
}
