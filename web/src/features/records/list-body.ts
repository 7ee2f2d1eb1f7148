import { later } from '@/lib/later'
import { isPhone } from '@/lib/use-media'

/** A phone has no use for the grid, a desktop none for the cards. */
export const DesktopList = later(() => import('./desktop-list').then(m => m.DesktopList))
export const DesktopBin = later(() => import('./desktop-bin').then(m => m.DesktopBin))
export const PhoneList = later(() => import('./phone/phone-list').then(m => m.PhoneList))

/** Asks for the list of this screen while the session and the form are still on their way. */
export function fetchListBody(): void {
  // Who cannot have it is told where it is drawn.
  ;(isPhone() ? PhoneList : DesktopList).fetch().catch(() => undefined)
}
