import { EventChip } from './event-chip'
import type { CalendarEvent } from './events'
import type { Segment } from './lanes'
import type { CalendarParts } from './parts'

type SegmentChipProps = Pick<CalendarParts, 'plan' | 'held' | 'peek' | 'acts'> & {
  segment: Segment<CalendarEvent>
}

/** What stands on some days, as far as one row of days shows it. */
export function SegmentChip({ segment, plan, held, peek, acts }: SegmentChipProps) {
  const { event, length, before, after } = segment
  return (
    <EventChip
      event={event}
      timed={!plan.isDate && length === 1}
      length={length}
      lifted={held === event.id}
      peeked={peek === event.id}
      before={before}
      after={after}
      acts={acts}
    />
  )
}
