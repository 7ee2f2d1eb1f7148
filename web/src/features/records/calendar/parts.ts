import type { Day } from '@/lib/days'
import type { EventActs } from './event-chip'
import type { CalendarEvent, CalendarPlan } from './events'

/** What every layout of the calendar is given. */
export interface CalendarParts {
  plan: CalendarPlan
  events: CalendarEvent[]
  days: Day[]
  /** The day in focus: the one in the address. */
  day: Day
  now: Day
  peek: string | undefined
  /** The record in the hand. */
  held: string | undefined
  /** The day, or time of a day, under the hand. */
  over: string | undefined
  acts: EventActs
  onCreate: ((day: Day, minutes?: number) => void) | undefined
  /** Everything of one day, in a panel on it. */
  onDay: (day: Day, anchor: HTMLElement) => void
  onDayKey: (event: React.KeyboardEvent<HTMLElement>, day: Day) => void
}
