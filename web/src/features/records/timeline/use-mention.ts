import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, type RefObject, useState } from 'react'
import { keys } from '@/api/queries'
import { listColleagues } from '@/api/records'
import type { Colleague } from '@/api/types'
import { belongsToInputMethod } from '@/lib/composition'
import { marked, type Named, soughtBefore, withName } from '@/lib/mention'
import { writeOwn } from '@/lib/own-key'
import { putText } from '@/lib/put-text'
import { readStored } from '@/lib/stored'
import { useDebounced } from '@/lib/use-debounced'

const MOST = 6

/** Mentions in a text on a record: an @ offers people, those who see it first; the picked ones are sent with their ids. */
export function useMention(
  { form, record }: { form: string; record: string },
  draft: string,
  area: RefObject<HTMLTextAreaElement | null>,
  text: string,
  setText: (text: string) => void,
  /** Whom the text mentions already. */
  start: Named[] = [],
) {
  const kept = `${draft}.people`
  const [people, setPeople] = useState(() => readStored<Named[]>(kept, start))
  const [place, setPlace] = useState<{ from: number; sought: string; caret: number }>()
  const [at, setAt] = useState(0)
  const sought = useDebounced(place?.sought ?? '', 80)
  const { data, isPlaceholderData } = useQuery({
    queryKey: keys.colleagues(form, record, sought),
    queryFn: () => listColleagues(form, record, sought),
    enabled: place !== undefined,
    placeholderData: previous => previous,
  })
  // Whoever an older search found is not who Enter means now.
  const fresh = place?.sought === sought && !isPlaceholderData
  const offered = fresh ? (data ?? []).slice(0, MOST) : []
  const look = (value: string, caret: number | null) => {
    const found = caret === null ? undefined : soughtBefore(value, caret)
    setPlace(found && caret !== null ? { ...found, caret } : undefined)
    setAt(0)
  }
  const pick = (item: Colleague) => {
    if (!place) return
    const next = withName(text, place.from, place.caret, item.title)
    const all = [...people.filter(person => person.id !== item.id), { id: item.id, name: item.title }]
    setPeople(all)
    writeOwn(kept, all)
    setPlace(undefined)
    putText(area, setText, { text: next.text, from: next.caret, to: next.caret })
  }
  /** Whether the key was the list's. */
  const onKey = (event: KeyboardEvent): boolean => {
    if (offered.length === 0 || belongsToInputMethod(event)) return false
    const chosen = offered[at]
    if (event.key === 'ArrowDown') setAt((at + 1) % offered.length)
    else if (event.key === 'ArrowUp') setAt((at + offered.length - 1) % offered.length)
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen) pick(chosen)
    else if (event.key === 'Escape') setPlace(undefined)
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }
  const clear = () => {
    setPeople([])
    writeOwn(kept, undefined)
  }
  return {
    offered,
    at,
    pick,
    look,
    onKey,
    clear,
    close: () => setPlace(undefined),
    marked: (value: string) => marked(value, people),
  }
}
