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
    document.documentElement.style.setProperty('--keyboard', `${covered}px`)
  }
  seen.addEventListener('resize', tell)
  seen.addEventListener('scroll', tell)
}
