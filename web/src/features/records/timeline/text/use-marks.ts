import type { KeyboardEvent, RefObject } from 'react'
import { hasMod } from '@/lib/keys'
import { putText, type Selected } from '@/lib/put-text'
import { bold } from './marks'

/** Marks in a text being written, by buttons and by Ctrl+B. */
export function useMarks(
  area: RefObject<HTMLTextAreaElement | null>,
  text: string,
  setText: (text: string) => void,
) {
  const mark = (apply: (now: Selected) => Selected) => {
    const field = area.current
    const from = field?.selectionStart ?? text.length
    putText(area, setText, apply({ text, from, to: field?.selectionEnd ?? from }))
  }
  /** Whether the key was ours. */
  const onKey = (event: KeyboardEvent): boolean => {
    if (!hasMod(event) || event.shiftKey || event.altKey || event.key.toLowerCase() !== 'b') return false
    event.preventDefault()
    event.stopPropagation()
    mark(bold)
    return true
  }
  return { mark, onKey }
}
