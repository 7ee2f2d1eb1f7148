import { useTranslation } from 'react-i18next'
import { dayName, dayTitle, weekdayNames } from '@/lib/day-titles'
import type { Day } from '@/lib/days'
import { cx } from '@/ui/class-names'
import { CalendarChip } from './calendar-chip'
import type { CalendarItem } from './calendar-items'

/** On the phone: days with a dot where something stands, and below what stands on the one picked. */
export function DayStrip({
  days,
  day,
  now,
  items,
  onOpen,
  onDay,
}: {
  days: readonly Day[]
  day: Day
  now: Day
  items: Map<Day, CalendarItem[]>
  onOpen: (item: CalendarItem) => void
  onDay: (day: Day) => void
}) {
  const { t } = useTranslation()
  const shown = items.get(day) ?? []
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto border-t border-line bg-surface">
      <div className="grid shrink-0 grid-cols-7 border-b border-line px-1 pb-1">
        {weekdayNames().map(name => (
          <span key={name} className="py-1 text-center text-12 text-fg-3">
            {name}
          </span>
        ))}
        {days.map(date => (
          <button
            key={date}
            type="button"
            aria-pressed={date === day}
            aria-label={t('calendar:on_day', { day: dayName(date), count: items.get(date)?.length ?? 0 })}
            onClick={() => onDay(date)}
            className="flex h-12 flex-col items-center justify-center gap-0.5"
          >
            <span
              className={cx(
                'tabular flex size-8 items-center justify-center rounded-full text-14',
                date === day
                  ? 'bg-accent font-medium text-on-accent'
                  : date === now
                    ? 'font-medium text-accent'
                    : days.length > 7 && !date.startsWith(day.slice(0, 7))
                      ? 'text-fg-3'
                      : 'text-fg',
              )}
            >
              {Number(date.slice(8))}
            </span>
            <i
              className={cx('size-1 rounded-full', (items.get(date)?.length ?? 0) > 0 && 'bg-accent')}
              aria-hidden="true"
            />
          </button>
        ))}
      </div>
      <section className="flex flex-col gap-1.5 p-3">
        <h3 className="mb-1 text-14 font-medium">{dayTitle(day)}</h3>
        {shown.map(item => (
          <CalendarChip key={item.key} item={item} tall onOpen={onOpen} />
        ))}
        {shown.length === 0 && <p className="text-13 text-fg-3">{t('tasks:free_day')}</p>}
      </section>
    </div>
  )
}
