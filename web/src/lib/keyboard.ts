/** What of the window the keyboard of a phone covers: a sheet stands on top of it. Less is the browser's own bar. */
export function coveredBelow(windowHeight: number, seenHeight: number, seenTop: number): number {
  const covered = Math.round(windowHeight - seenHeight - seenTop)
  return covered > 100 ? covered : 0
}

/** Keeps `--keyboard` at that height: browsers that do not shrink the page for the keyboard only tell here. */
export function watchKeyboard(): void {
  const seen = window.visualViewport
  if (!seen) return
  const tell = () => {
    // A page that somebody zoomed into is not covered.
    const covered = seen.scale > 1.05 ? 0 : coveredBelow(innerHeight, seen.height, seen.offsetTop)
    const { style } = document.documentElement
    if (style.getPropertyValue('--keyboard') === `${covered}px`) return
    style.setProperty('--keyboard', `${covered}px`)
    // What stands above the keyboard now is lower than before: where one types may have gone below its edge.
    if (covered > 0)
      requestAnimationFrame(() => document.activeElement?.scrollIntoView?.({ block: 'nearest' }))
  }
  seen.addEventListener('resize', tell)
  seen.addEventListener('scroll', tell)
}
