import { ChevronDown, ChevronUp } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { isTyping } from '@/lib/keys'
import { useLatest } from '@/lib/use-latest'
import { IconButton } from '@/ui/button'
import { anyLayerOpen } from '@/ui/layers'
import { useNeighbours } from './neighbours'

interface WalkerProps {
  form: string
  id: string
  /** Shows another record in the same place. */
  onWalk: (id: string) => void
  /** Beside a list: letters are the list's while it has the focus, Alt and an arrow walk from anywhere. */
  beside?: boolean
}

/** Which way a key walks: J and K, or Alt with an arrow. */
export function wayOf(event: KeyboardEvent, beside: boolean): 'previous' | 'next' | undefined {
  if (event.ctrlKey || event.metaKey) return undefined
  const target = event.target as HTMLElement | null
  const inGrid = target?.closest?.('[role=grid]') != null
  if (event.altKey) {
    // The grid's cell takes letters in an input of its own; that is not typing yet.
    if (isTyping(target) && !(beside && inGrid)) return undefined
    return event.key === 'ArrowUp' ? 'previous' : event.key === 'ArrowDown' ? 'next' : undefined
  }
  if (isTyping(target) || (beside && inGrid)) return undefined
  return event.key === 'k' ? 'previous' : event.key === 'j' ? 'next' : undefined
}

export function Walker({ form, id, onWalk, beside = false }: WalkerProps) {
  const { t } = useTranslation()
  const walk = useLatest(onWalk)
  const { walks, previous, next } = useNeighbours(form, id, beside)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (anyLayerOpen()) return
      const way = wayOf(event, beside)
      const to = way === 'previous' ? previous : way === 'next' ? next : undefined
      if (!to) return
      event.preventDefault()
      walk.current(to)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [previous, next, beside, walk])
  if (!walks || (beside && !previous && !next)) return null
  return (
    <span className="flex items-center">
      <IconButton
        label={`${t('records:previous')} ${beside ? 'Alt+↑' : 'K'}`}
        disabled={!previous}
        onClick={() => previous && walk.current(previous)}
      >
        <ChevronUp size={16} />
      </IconButton>
      <IconButton
        label={`${t('records:next')} ${beside ? 'Alt+↓' : 'J'}`}
        disabled={!next}
        onClick={() => next && walk.current(next)}
      >
        <ChevronDown size={16} />
      </IconButton>
    </span>
  )
}
