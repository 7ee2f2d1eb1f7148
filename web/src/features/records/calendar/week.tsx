import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayName, weekdayOf } from '@/lib/day-titles'
import { isWeekend, minutesOf, zoneAt } from '@/lib/days'
import { cx } from '@/ui/class-names'
import { AllDay } from './all-day'
import { EventChip } from './event-chip'
import type { CalendarEvent } from './events'
import type { CalendarParts } from './parts'
import { slotsOf } from './slots'

/** Half of it has room for two lines. */
const HOUR = 64
const HALF_HOURS = Array.from({ length: 48 }, (_, index) => index * 30)
/** Moments have no length: they stand there as long as a line of text needs. */
const MOMENT_MINUTES = 30
const FIRST_SEEN_HOUR = 8
/** Of text in a chip. */
const LINE = 14
const heightOf = (from: number, to: number): number => Math.max(22, ((to - from) / 60) * HOUR)
/** Beside each other at most; the rest is counted. */
const BESIDE = { week: 2, day: 10 }

interface Timed {
  id: string
  event: CalendarEvent
  from: number
  to: number
}

/** Seven days or one, hour by hour; what has no time of day, or runs over days, stands above. */
export function Week(parts: CalendarParts) {
  const { plan, days, events, day, now, onDay, onDayKey } = parts
  const { t } = useTranslation()
  const body = useRef<HTMLDivElement>(null)
  const whole = (event: CalendarEvent) => plan.isDate || event.firstDay !== event.lastDay
  const columns = { gridTemplateColumns: `52px repeat(${days.length}, minmax(0, 1fr))` }
  useEffect(() => {
    body.current?.scrollTo({ top: FIRST_SEEN_HOUR * HOUR })
  }, [])
  return (
    <div
      ref={body}
      data-drag-scroll=""
      className="scroll-quiet flex min-h-0 flex-1 flex-col overflow-y-auto border-t border-line max-md:short:pb-16"
    >
      <div className="sticky top-0 z-[3] shrink-0 bg-surface">
        <div className="grid border-b border-line" style={columns}>
          <span />
          {days.map(date => (
            <div key={date} className="flex items-center justify-center gap-1.5 py-1.5 text-12 text-fg-3">
              {weekdayOf(date)}
              <button
                type="button"
                tabIndex={date === day ? 0 : -1}
                data-day-button={date}
                aria-label={t('calendar:on_day', {
                  day: dayName(date),
                  count: events.filter(event => event.firstDay <= date && event.lastDay >= date).length,
                })}
                aria-current={date === now ? 'date' : undefined}
                onClick={event => onDay(date, event.currentTarget)}
                onKeyDown={event => onDayKey(event, date)}
                className={cx(
                  'tabular inline-flex size-6 items-center justify-center rounded-full text-13 font-medium',
                  date === now ? 'bg-accent text-on-accent' : 'text-fg hover:bg-hover',
                )}
              >
                {Number(date.slice(8))}
              </button>
            </div>
          ))}
        </div>
        {!plan.isDate && <AllDay {...parts} events={events.filter(whole)} columns={columns} tall={false} />}
      </div>
      {plan.isDate ? (
        <AllDay {...parts} events={events} columns={columns} tall />
      ) : (
        <div className="relative grid shrink-0" style={{ ...columns, height: 24 * HOUR }}>
          <div className="relative">
            {HALF_HOURS.filter(minutes => minutes % 60 === 0 && minutes > 0).map(minutes => (
              <span
                key={minutes}
                className="tabular absolute right-2 -translate-y-1/2 text-12 text-fg-3"
                style={{ top: (minutes / 60) * HOUR }}
              >
                {`${String(minutes / 60).padStart(2, '0')}:00`}
              </span>
            ))}
          </div>
          {days.map(date => (
            <DayColumn
              key={date}
              {...parts}
              date={date}
              events={events.filter(event => !whole(event) && event.firstDay === date)}
            />
          ))}
        </div>
      )}
    </div>
  )
}

function DayColumn({
  date,
  events,
  days,
  now,
  over,
  held,
  peek,
  acts,
  onCreate,
  onDay,
}: CalendarParts & { date: string }) {
  const { t } = useTranslation()
  const beside = days.length > 1 ? BESIDE.week : BESIDE.day
  const slots = useMemo(
    () =>
      slotsOf<Timed>(
        events.map(event => {
          const from = minutesOf(event.start)
          const to = event.end ? Math.max(from + MOMENT_MINUTES, minutesOf(event.end)) : from + MOMENT_MINUTES
          return { id: event.id, event, from, to }
        }),
      ),
    [events],
  )
  const hidden = slots.filter(slot => slot.at >= beside)
  return (
    <div className={cx('relative border-l border-line', isWeekend(date) && 'bg-subtle/60')} data-day={date}>
      {HALF_HOURS.map(minutes => {
        const zone = zoneAt(date, minutes)
        return (
          <div
            key={minutes}
            data-drop={zone}
            onDoubleClick={() => onCreate?.(date, minutes)}
            className={cx(minutes % 60 === 30 && 'border-b border-line', over === zone && 'bg-accent-soft')}
            style={{ height: HOUR / 2 }}
          />
        )
      })}
      {date === now && <NowLine />}
      {slots
        .filter(slot => slot.at < beside)
        .map(({ event: { event, from, to }, at, of }) => {
          const width = 96 / Math.min(of, beside + (of > beside ? 0.4 : 0))
          return (
            <div
              key={event.id}
              className={cx('absolute px-px pb-px', held && 'pointer-events-none')}
              style={{
                top: (from / 60) * HOUR,
                height: heightOf(from, to),
                left: `${at * width}%`,
                width: `${width}%`,
              }}
            >
              <EventChip
                event={event}
                timed={of === 1 || days.length === 1}
                lines={Math.floor((heightOf(from, to) - 4) / LINE)}
                lifted={held === event.id}
                peeked={peek === event.id}
                acts={acts}
              />
            </div>
          )
        })}
      {[...new Set(hidden.map(slot => slot.event.from))].map(from => (
        <button
          key={from}
          type="button"
          aria-label={t('calendar:more', { count: hidden.filter(slot => slot.event.from === from).length })}
          onClick={event => onDay(date, event.currentTarget)}
          className="tabular absolute right-0 z-[1] rounded-6 px-0.5 text-12 text-fg-3 hover:bg-hover hover:text-fg"
          style={{ top: (from / 60) * HOUR }}
        >
          {t('calendar:more_short', { count: hidden.filter(slot => slot.event.from === from).length })}
        </button>
      ))}
    </div>
  )
}

/** Where in the day it is now. */
function NowLine() {
  const [at, setAt] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setAt(Date.now()), 60_000)
    return () => clearInterval(timer)
  }, [])
  return (
    <span
      aria-hidden="true"
      className="pointer-events-none absolute inset-x-0 z-[2] h-px bg-bad before:absolute before:-left-1 before:-top-1 before:size-2 before:rounded-full before:bg-bad"
      style={{ top: (minutesOf(new Date(at).toISOString()) / 60) * HOUR }}
    />
  )
}
