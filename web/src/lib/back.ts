import type { RouterHistory } from '@tanstack/react-router'

let history: RouterHistory | undefined

/** Says whose Back it is; called once, where the router is made. */
export function setBackOf(of: RouterHistory): void {
  history = of
}

const PHONE = '(max-width: 767px)'

/**
 * On a phone the next Back does this instead of leaving the page, until the answer is called: Back closes what lies
 * on top, as in every app. Nothing is put into the history for it, so no press is lost afterwards; only the page that
 * the app was opened with gets a double, or Back would leave the app before anybody could say otherwise.
 */
export function onBack(act: () => void): () => void {
  if (!history || !window.matchMedia(PHONE).matches) return () => undefined
  const { href, state } = history.location
  if (state.__TSR_index === 0) history.push(href, { ...state })
  return history.block({
    enableBeforeUnload: false,
    blockerFn: ({ action }) => {
      if (action !== 'BACK') return false
      act()
      return true
    },
  })
}
