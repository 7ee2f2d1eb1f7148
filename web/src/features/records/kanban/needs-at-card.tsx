import { useEffect, useState } from 'react'
import type { Value } from '@/api/types'
import { NeedsForm } from '../edit/needs-form'
import type { Asking } from './use-moves'

interface NeedsAtCardProps {
  form: string
  asking: Asking
  onDone: (values: Record<string, Value>, shown: Record<string, string | null>) => void
  onClose: () => void
}

/** What a move still needs, asked for at the card where it lies now. */
export function NeedsAtCard({ form, asking, onDone, onClose }: NeedsAtCardProps) {
  const { record, column } = asking.move
  const anchor = useCardIn(column.key, record.id)
  return (
    anchor && (
      <NeedsForm
        form={form}
        record={record}
        fields={asking.fields}
        to={column.name}
        anchor={anchor}
        onDone={onDone}
        onClose={onClose}
      />
    )
  )
}

const MOST_FRAMES = 20

/**
 * The card in the column that it was put into. There it is another element than the one that was taken, and a frame or two
 * late; where the column does not show it, because it is folded or the card lies far down, its head stands for it.
 */
function useCardIn(column: string, id: string): HTMLElement | null {
  const [found, setFound] = useState<HTMLElement | null>(null)
  useEffect(() => {
    let tries = 0
    let frame = 0
    const look = () => {
      const place = document.querySelector<HTMLElement>(`[data-drop="${column}"]`)
      const card = place?.querySelector<HTMLElement>(`[data-card="${id}"]`)
      if (!card && tries < MOST_FRAMES) {
        tries += 1
        frame = requestAnimationFrame(look)
        return
      }
      const shown = card ?? place?.querySelector<HTMLElement>('header') ?? place ?? document.body
      shown.scrollIntoView({ block: 'nearest', inline: 'nearest' })
      setFound(shown)
    }
    look()
    return () => cancelAnimationFrame(frame)
  }, [column, id])
  return found
}
