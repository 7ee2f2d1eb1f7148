import { useTranslation } from 'react-i18next'
import { dayName, dayNumber, weekdayNames } from '@/lib/day-titles'
import { type Day, isWeekend } from '@/lib/days'
import { cx } from '@/ui/class-names'
import { CalendarChip } from './calendar-chip'
import type { CalendarItem } from './calendar-items'

const MOST_CHIPS = 3

interface MonthGridProps {
  days: readonly Day[]
  day: Day
  now: Day
  items: Map<Day, CalendarItem[]>
  onOpen: (item: CalendarItem) => void
  onDay: (day: Day) => void
}

/** Weeks under each other; a day with more than fits opens its week. */
export function MonthGrid({ days, day, now, items, onOpen, onDay }: MonthGridProps) {
  const { t } = useTranslation()
  return (
    <div className="flex min-h-0 flex-1 flex-col border-t border-line">
      <div className="grid shrink-0 grid-cols-7 border-b border-line">
        {weekdayNames().map(name => (
          <span key={name} className="px-2 py-1 text-12 text-fg-3">
            {name}
          </span>
        ))}
      </div>
      <div className="scroll-quiet grid min-h-0 flex-1 auto-rows-[minmax(96px,1fr)] grid-cols-7 overflow-y-auto">
        {days.map(date => {
          const all = items.get(date) ?? []
          const shown = all.length > MOST_CHIPS ? all.slice(0, MOST_CHIPS - 1) : all
          return (
            <div
              key={date}
              data-day={date}
              className={cx(
                'flex min-w-0 flex-col gap-px border-b border-r border-line px-1 pb-1 pt-0.5',
                isWeekend(date) && 'bg-app',
              )}
            >
              <button
                type="button"
                aria-label={t('calendar:on_day', { day: dayName(date), count: all.length })}
                onClick={() => onDay(date)}
                className={cx(
                  'tabular inline-flex h-5.5 min-w-5.5 items-center justify-center self-start rounded-full px-1.5 text-12',
                  date === now
                    ? 'bg-accent font-medium text-on-accent'
                    : date.startsWith(day.slice(0, 7))
                      ? 'text-fg hover:bg-hover'
                      : 'text-fg-3 hover:bg-hover',
                )}
              >
                {dayNumber(date)}
              </button>
              {shown.map(item => (
                <CalendarChip key={item.key} item={item} onOpen={onOpen} />
              ))}
              {shown.length < all.length && (
                <button
                  type="button"
                  aria-label={t('calendar:more', { count: all.length - shown.length })}
                  onClick={() => onDay(date)}
                  className="tabular h-5 rounded-6 px-1.5 text-left text-12 text-fg-3 hover:bg-hover hover:text-fg"
                >
                  {t('calendar:more_short', { count: all.length - shown.length })}
                </button>
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}
