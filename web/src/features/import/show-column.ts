/** Frames within which a panel has drawn itself, the sheet on a phone too. */
const FRAMES = 20

/**
 * Scrolls to a column's row and gives the focus to the first word in its panel that somebody has to decide about;
 * afterwards `done` is called. What comes back stops it.
 */
export function showColumn(column: number, done: () => void): () => void {
  let left = FRAMES
  let frame = requestAnimationFrame(function look() {
    const row = document.querySelector<HTMLElement>(`[data-import-column="${column}"]`)
    const panel = document.querySelector<HTMLElement>(`[data-import-details="${column}"]`)
    if ((!row || !panel) && left-- > 0) {
      frame = requestAnimationFrame(look)
      return
    }
    row?.scrollIntoView({ block: 'start' })
    const word =
      panel?.querySelector<HTMLElement>('.ant-select-status-warning input') ??
      panel?.querySelector<HTMLElement>('input, button')
    word?.focus({ preventScroll: true })
    word?.scrollIntoView({ block: 'nearest' })
    done()
  })
  return () => cancelAnimationFrame(frame)
}
