import { type Day, dayCount } from '@/lib/days'

export interface Spanning {
  id: string
  firstDay: Day
  lastDay: Day
}

/** A stretch of something in one row of days: from column `from` over `length` columns, in line `lane`. */
export interface Segment<E> {
  event: E
  from: number
  length: number
  lane: number
  /** It began before this row, or goes on after it. */
  before: boolean
  after: boolean
}

/**
 * Lays what stands on some days into lines so that nothing covers anything else: what began first is on top, longer before
 * shorter, otherwise in the order given (by time).
 */
export function lanesOf<E extends Spanning>(events: readonly E[], days: readonly Day[]): Segment<E>[] {
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return []
  const inRow = events
    .map((event, order) => ({ event, order }))
    .filter(({ event }) => event.firstDay <= last && event.lastDay >= first)
    .map(({ event, order }) => {
      const from = Math.max(0, dayCount(first, event.firstDay))
      const to = Math.min(days.length - 1, dayCount(first, event.lastDay))
      return { event, order, from, length: to - from + 1 }
    })
    .sort((a, b) => a.from - b.from || b.length - a.length || a.order - b.order)
  const free: number[] = []
  return inRow.map(({ event, from, length }) => {
    const found = free.findIndex(next => next <= from)
    const lane = found < 0 ? free.length : found
    free[lane] = from + length
    return {
      event,
      from,
      length,
      lane,
      before: event.firstDay < first,
      after: event.lastDay > last,
    }
  })
}

/** How many lines they take. */
export const usedLanes = <E>(segments: readonly Segment<E>[]): number =>
  segments.reduce((most, segment) => Math.max(most, segment.lane + 1), 0)

/** How many lines can be shown of these, if one is kept for "+3" where there are more. */
export function visibleLanes(room: number, used: number): number {
  return used <= room ? used : Math.max(0, room - 1)
}

/** How many stand on a day beyond the lines shown. */
export function hiddenOn<E>(segments: readonly Segment<E>[], column: number, lanes: number): number {
  return segments.filter(
    segment => segment.lane >= lanes && segment.from <= column && column < segment.from + segment.length,
  ).length
}
