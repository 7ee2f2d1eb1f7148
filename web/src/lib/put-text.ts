import type { RefObject } from 'react'
import { flushSync } from 'react-dom'

/** A text being written, with what is selected in it. */
export interface Selected {
  text: string
  from: number
  to: number
}

/**
 * Puts a text into the box it is written in, with its selection, before anything else happens: the next key
 * that a quick hand presses must find the caret where it belongs, or it would replace what is selected later.
 */
export function putText(
  area: RefObject<HTMLTextAreaElement | null>,
  setText: (text: string) => void,
  { text, from, to }: Selected,
): void {
  flushSync(() => setText(text))
  area.current?.focus()
  area.current?.setSelectionRange(from, to)
}
