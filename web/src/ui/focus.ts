const TABBABLE =
  'a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), select:not([disabled]), [tabindex]:not([tabindex="-1"])'

export function tabbable(root: HTMLElement): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(TABBABLE)].filter(el => el.offsetParent !== null)
}

/** Keeps Tab inside an open layer. */
export function trapTab(event: React.KeyboardEvent, root: HTMLElement | null): void {
  if (event.key !== 'Tab' || !root) return
  const list = tabbable(root)
  const first = list[0]
  const last = list.at(-1)
  if (!first || !last) return
  if (event.shiftKey && document.activeElement === first) {
    event.preventDefault()
    last.focus()
  } else if (!event.shiftKey && document.activeElement === last) {
    event.preventDefault()
    first.focus()
  }
}

export function focusFirst(root: HTMLElement): void {
  const now = document.activeElement
  if (now && now !== root && (root.contains(now) || now.closest('[role=dialog]')?.contains(root))) return
  const wanted = root.querySelector<HTMLElement>('[data-autofocus]') ?? tabbable(root)[0] ?? root
  wanted.focus({ preventScroll: true })
}
