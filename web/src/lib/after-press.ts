import { flushSync } from 'react-dom'

/** A finger takes a moment from its lifting to the click. */
const CLICK_WITHIN_MS = 300

const ENDS = ['pointerup', 'pointercancel']

let pressed = false

if (typeof window !== 'undefined') {
  const note = (event: Event) => {
    pressed = event.type === 'pointerdown'
  }
  for (const type of ['pointerdown', ...ENDS]) addEventListener(type, note, true)
}

/**
 * Does at once what is to be done, or, while a button of the mouse is down, when it is up and before what lies under it hears
 * of the click: a page that moves in between would take the button that was meant from under the pointer.
 */
export function afterPress(act: () => void): void {
  if (!pressed) {
    act()
    return
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  const later = () => {
    timer = timer ?? setTimeout(now, CLICK_WITHIN_MS)
  }
  const now = () => {
    clearTimeout(timer)
    removeEventListener('click', now, true)
    for (const type of ENDS) removeEventListener(type, later, true)
    flushSync(act)
  }
  addEventListener('click', now, true)
  for (const type of ENDS) addEventListener(type, later, true)
}
