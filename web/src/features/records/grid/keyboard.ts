/** Whether the keyboard is in the grid, or nobody's: only then may a cell that came to be active by itself take it. */
export function isKeyboardFree(grid: Element | null | undefined): boolean {
  const focused = document.activeElement
  return focused === null || focused === document.body || grid?.contains(focused) === true
}
