import { getStatus } from '@/api/session'
import type { World } from './missing-code'

let asking: Promise<boolean> | undefined

/** However many parts of a page ask at a time, the server is asked once. */
function answers(): Promise<boolean> {
  asking ??= getStatus()
    .then(
      () => true,
      () => false,
    )
    .finally(() => {
      asking = undefined
    })
  return asking
}

/** The page itself, as what to do about missing code sees it. */
export const world: World = {
  // Until the router says so: the first page.
  isGoing: () => true,
  answers,
  startOver: () => location.reload(),
  kept: sessionStorage,
}
