import { useQueryClient } from '@tanstack/react-query'
import { ChevronDown, ChevronUp } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { keys } from '@/api/queries'
import type { RecordRow } from '@/api/types'
import { isTyping } from '@/lib/keys'
import { useLatest } from '@/lib/use-latest'
import { IconButton } from '@/ui/button'
import { anyLayerOpen } from '@/ui/layers'

/** The records before and after this one in the list the person came from, as far as that list is loaded. */
function useNeighbours(form: string, id: string): { previous: string | undefined; next: string | undefined } {
  const client = useQueryClient()
  const pages = client
    .getQueryCache()
    .findAll({ queryKey: keys.pages(form) })
    .filter(query => Array.isArray(query.state.data))
    .sort((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)
  const home = pages.find(query => (query.state.data as RecordRow[]).some(row => row.id === id))
  if (!home) return { previous: undefined, next: undefined }
  const [, , signature, page] = home.queryKey as [string, string, string, number]
  const rowsOf = (at: number) => client.getQueryData<RecordRow[]>(keys.page(form, signature, at)) ?? []
  const rows = rowsOf(page)
  const index = rows.findIndex(row => row.id === id)
  return {
    previous: rows[index - 1]?.id ?? rowsOf(page - 1).at(-1)?.id,
    next: rows[index + 1]?.id ?? rowsOf(page + 1)[0]?.id,
  }
}

interface WalkerProps {
  form: string
  id: string
  /** Shows another record in the same place. */
  onWalk: (id: string) => void
  /** Beside a list the keys belong to the list. */
  keyboard?: boolean
}

export function Walker({ form, id, onWalk, keyboard = true }: WalkerProps) {
  const { t } = useTranslation()
  const walk = useLatest(onWalk)
  const { previous, next } = useNeighbours(form, id)
  useEffect(() => {
    if (!keyboard) return
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event.target) || anyLayerOpen() || event.ctrlKey || event.metaKey) return
      const to =
        event.key === 'k' || (event.altKey && event.key === 'ArrowUp')
          ? previous
          : event.key === 'j' || (event.altKey && event.key === 'ArrowDown')
            ? next
            : undefined
      if (!to) return
      event.preventDefault()
      walk.current(to)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [previous, next, keyboard, walk])
  if (!previous && !next) return null
  return (
    <span className="flex items-center">
      <IconButton
        label={keyboard ? `${t('records:previous')} K` : t('records:previous')}
        disabled={!previous}
        onClick={() => previous && walk.current(previous)}
      >
        <ChevronUp size={16} />
      </IconButton>
      <IconButton
        label={keyboard ? `${t('records:next')} J` : t('records:next')}
        disabled={!next}
        onClick={() => next && walk.current(next)}
      >
        <ChevronDown size={16} />
      </IconButton>
    </span>
  )
}
