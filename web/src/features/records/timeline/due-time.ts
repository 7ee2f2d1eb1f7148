import { i18n } from '@/i18n/setup'
import { relativeTime } from '@/lib/format'

/** When something was or is due. What has just come is due now: “just now” would say that it was done. */
export function dueTime(at: string, now: number = Date.now()): string {
  const past = now - Date.parse(at)
  return past >= 0 && past < 60_000 ? i18n.t('timeline:due_now') : relativeTime(at, now)
}
