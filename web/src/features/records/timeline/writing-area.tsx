import type { ClipboardEvent, RefObject } from 'react'
import { belongsToInputMethod, useComposition } from '@/lib/composition'
import { hasMod } from '@/lib/keys'
import type { useTemplates } from './templates/use-templates'
import type { useMarks } from './text/use-marks'
import { useGrowing } from './use-growing'
import type { useMention } from './use-mention'

interface WritingAreaProps {
  area: RefObject<HTMLTextAreaElement | null>
  text: string
  onText: (text: string) => void
  /** Lines at least; it grows with what is written. */
  rows: number
  label: string
  placeholder: string
  /** Id of the list that is offered below: of people behind an @, of templates behind a slash. */
  offers: string
  mention: ReturnType<typeof useMention>
  templates?: ReturnType<typeof useTemplates>
  marks: ReturnType<typeof useMarks>
  /** Nothing while there is nothing to send. */
  onSend: (() => void) | undefined
  onEscape?: () => void
  onPaste?: (event: ClipboardEvent<HTMLTextAreaElement>) => void
}

/** In pixels: of text-13, and py-1.5 above and below. */
const LINE = 20
const PADDING = 12

/** Where words about a record are written: an @ offers people, keys set marks and send. */
export function WritingArea({
  area,
  text,
  onText,
  rows,
  label,
  placeholder,
  offers,
  mention,
  templates,
  marks,
  onSend,
  onEscape,
  onPaste,
}: WritingAreaProps) {
  const composition = useComposition()
  useGrowing(area, text)
  const offering = [mention, templates].find(list => list && list.offered.length > 0)
  return (
    <textarea
      ref={area}
      value={text}
      rows={rows}
      aria-label={label}
      placeholder={placeholder}
      aria-controls={offering && offers}
      aria-activedescendant={offering && `${offers}.${offering.at}`}
      onBlur={() => {
        mention.close()
        templates?.close()
      }}
      onChange={event => {
        onText(event.target.value)
        mention.look(event.target.value, event.target.selectionStart)
        templates?.look()
      }}
      {...composition.handlers}
      onPaste={onPaste}
      onKeyDown={event => {
        if (mention.onKey(event) || templates?.onKey(event) || marks.onKey(event)) return
        if (onEscape && event.key === 'Escape' && !belongsToInputMethod(event)) {
          event.preventDefault()
          event.stopPropagation()
          onEscape()
        }
        if (event.key === 'Enter' && hasMod(event) && !composition.isComposing(event) && onSend) {
          event.preventDefault()
          onSend()
        }
      }}
      // Ten lines, and then it scrolls; in the phone’s sheet what is below must stay in reach.
      style={{ minHeight: rows * LINE + PADDING }}
      className="scroll-quiet block max-h-[212px] w-full resize-none bg-transparent px-3 py-1.5 text-13 [field-sizing:content] focus:outline-none max-md:max-h-[min(212px,32dvh)]"
    />
  )
}
