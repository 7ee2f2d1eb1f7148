import type { RouterHistory } from '@tanstack/react-router'
import { useEffect } from 'react'

let history: RouterHistory | undefined

/** Says whose Back it is; called once, where the router is made. */
export function setBackOf(of: RouterHistory): void {
  history = of
}

const PHONE = '(max-width: 767px)'

/**
 * On a phone the next Back does this instead of leaving the page, until the answer is called: Back closes what lies
 * on top, as in every app. Nothing is put into the history for it, so no press is lost afterwards.
 */
export function onBack(act: () => void): () => void {
  if (!history || !window.matchMedia(PHONE).matches) return () => undefined
  return history.block({
    enableBeforeUnload: false,
    blockerFn: ({ action }) => {
      if (action !== 'BACK') return false
      act()
      return true
    },
  })
}

/**
 * The page that the app was opened with lies in the history twice on a phone: a Back that closes a sheet on it would
 * leave the app before anybody could say otherwise.
 */
export function useFirstPageTwice(): void {
  useEffect(() => {
    if (!history || !window.matchMedia(PHONE).matches) return
    const { href, state } = history.location
    if (state.__TSR_index === 0) history.push(href, { ...state })
  }, [])
}
