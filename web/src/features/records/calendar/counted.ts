import type { CalendarMode } from '@/api/types'
import { i18n } from '@/i18n/setup'
import { titleOf } from '@/lib/day-titles'
import type { Day } from '@/lib/days'
import { plainNumber } from '@/lib/format'

/** How many records stand in the days that are seen, and in which: all of the list may be many more. */
export function countedIn(
  count: number,
  { mode, day, days, now }: { mode: CalendarMode; day: Day; days: readonly Day[]; now: Day },
): string {
  const current = mode === 'month' ? day.slice(0, 7) === now.slice(0, 7) : days.includes(now)
  const shown = plainNumber(count)
  return mode !== 'agenda' && current
    ? i18n.t(`calendar:counted.${mode}`, { shown })
    : i18n.t('calendar:counted.in', { shown, period: titleOf(mode, day, days) })
}
