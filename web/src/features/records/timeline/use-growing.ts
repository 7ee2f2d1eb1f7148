import { type RefObject, useLayoutEffect } from 'react'

/** Where the style sheet does it, nothing is measured. */
const byStyle = () => typeof CSS !== 'undefined' && Boolean(CSS.supports?.('field-sizing', 'content'))

/** Makes an area as high as its text; its style says how high at most, and at least. */
export function useGrowing(area: RefObject<HTMLTextAreaElement | null>, text: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured anew for each text.
  useLayoutEffect(() => {
    const box = area.current
    if (!box || byStyle()) return
    box.style.height = 'auto'
    // Hidden it has no height.
    if (box.scrollHeight > 0) box.style.height = `${box.scrollHeight}px`
  }, [area, text])
}
