import { weekdayOf } from '@/lib/day-titles'
import type { Day } from '@/lib/days'
import { isWeekend } from '@/lib/days'
import { cx } from '@/ui/class-names'
import { CalendarChip } from './calendar-chip'
import type { CalendarItem } from './calendar-items'

/** Seven days beside each other, everything on each. */
export function WeekColumns({
  days,
  now,
  items,
  onOpen,
}: {
  days: readonly Day[]
  now: Day
  items: Map<Day, CalendarItem[]>
  onOpen: (item: CalendarItem) => void
}) {
  return (
    <div className="scroll-quiet grid min-h-0 flex-1 grid-cols-7 overflow-y-auto border-t border-line">
      {days.map(date => (
        <section
          key={date}
          data-day={date}
          className={cx('flex min-w-0 flex-col border-r border-line', isWeekend(date) && 'bg-app')}
        >
          <h3 className="flex h-10 items-center gap-1.5 px-2 text-12 text-fg-3">
            {weekdayOf(date)}
            <span
              className={cx(
                'tabular inline-flex h-5.5 min-w-5.5 items-center justify-center rounded-full px-1.5',
                date === now ? 'bg-accent font-medium text-on-accent' : 'text-fg',
              )}
            >
              {Number(date.slice(8))}
            </span>
          </h3>
          <div className="flex flex-col gap-1 px-1 pb-2">
            {items.get(date)?.map(item => (
              <CalendarChip key={item.key} item={item} tall onOpen={onOpen} />
            ))}
          </div>
        </section>
      ))}
    </div>
  )
}
