import { memo } from 'react'
import type { RecordRow } from '@/api/types'
import { clockOf } from '@/lib/days'
import { cx } from '@/ui/class-names'
import type { CalendarEvent } from './events'

/** What a record in a calendar does; the calendar answers for all of them. */
export interface EventActs {
  onOpen: (record: RecordRow) => void
  onTake: (event: React.PointerEvent<HTMLElement>, item: CalendarEvent, grabbedDay: number) => void
  onKey: (event: React.KeyboardEvent, item: CalendarEvent) => void
}

interface ChipProps {
  event: CalendarEvent
  timed: boolean
  /** Days it covers here: where in them the hand takes hold is kept. */
  length?: number
  lifted: boolean
  peeked: boolean
  before?: boolean
  after?: boolean
  acts: EventActs
  /** So many lines of text have room. */
  lines?: number
}

/** A record on its day: a dot in its colour, the time, the title. */
export const EventChip = memo(function EventChip(props: ChipProps) {
  const { event, timed, length = 1, lifted, peeked, before, after, acts, lines = 1 } = props
  return (
    <button
      type="button"
      data-event={event.id}
      aria-describedby="calendar-help"
      aria-current={peeked || undefined}
      title={event.title}
      onClick={() => acts.onOpen(event.record)}
      onKeyDown={key => acts.onKey(key, event)}
      onPointerDown={pointer => {
        const box = pointer.currentTarget.getBoundingClientRect()
        acts.onTake(pointer, event, Math.floor(((pointer.clientX - box.left) / box.width) * length))
      }}
      style={
        {
          '--hue': `var(--hue-${event.hue})`,
          '--deep': `var(--deep-${event.hue})`,
        } as React.CSSProperties
      }
      className={cx(
        'flex h-full w-full min-w-0 select-none items-center gap-1 overflow-hidden bg-[color-mix(in_oklab,var(--hue)_14%,var(--bg-surface))] px-1.5 text-left text-12 text-[color-mix(in_oklab,var(--deep)_68%,var(--fg))] transition-[background] hover:bg-[color-mix(in_oklab,var(--hue)_24%,var(--bg-surface))]',
        lines > 1 && 'items-start! py-0.5',
        before ? 'rounded-l-none' : 'rounded-l-6',
        after ? 'rounded-r-none' : 'rounded-r-6',
        lifted && 'opacity-40',
        peeked && 'outline-2 -outline-offset-1 outline-accent',
      )}
    >
      {lines > 1 ? (
        <span className="line-clamp-2 min-w-0 break-all leading-[14px]" style={{ WebkitLineClamp: lines }}>
          {timed && <span className="tabular mr-1 opacity-80 max-md:hidden">{clockOf(event.start)}</span>}
          {event.title}
        </span>
      ) : (
        <>
          {timed && <span className="tabular shrink-0 opacity-80 max-md:hidden">{clockOf(event.start)}</span>}
          <span className="min-w-0 truncate">{event.title}</span>
        </>
      )}
    </button>
  )
})

/** The same, hanging on the hand. */
export function ChipGhost({ event, timed }: { event: CalendarEvent; timed: boolean }) {
  return (
    <div
      className="flex h-6 max-w-48 items-center gap-1 rounded-6 border border-line bg-raised px-2 text-12"
      style={{ borderLeft: `3px solid var(--hue-${event.hue})` }}
    >
      {timed && <span className="tabular">{clockOf(event.start)}</span>}
      <span className="truncate">{event.title}</span>
    </div>
  )
}
