import { inAppBrowser } from './in-app'
import { type Label, words } from './label'

/** Where a press on an address leads on this device; nothing where the plain text is as good. */
export function mapLink(address: string, userAgent: string): string | undefined {
  const place = encodeURIComponent(address.trim())
  if (!place) return undefined
  const apple = /iPhone|iPad|iPod/.test(userAgent)
  const android = /Android/.test(userAgent)
  if (!apple && !android) return undefined
  // Browsers inside other apps do not hand on geo: links.
  if (inAppBrowser(userAgent)) return `https://uri.amap.com/search?keyword=${place}`
  return apple ? `https://maps.apple.com/?q=${place}` : `geo:0,0?q=${place}`
}

interface Named {
  code: string
  name: Label
  kind: { type: string }
}

/** No kind of field says that its text is a place: its name does. */
export const isPlace = (field: Named): boolean =>
  field.kind.type === 'text' &&
  (/(^|_)address$/.test(field.code) || /(^|[^邮箱件])地址$/.test(words(field.name, 'zh-CN')))

/** Whether this field's text leads to a map on this device. */
export const leadsToMap = (field: Named, userAgent: string): boolean =>
  isPlace(field) && mapLink('x', userAgent) !== undefined
