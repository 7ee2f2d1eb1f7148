import type { CalendarSettings, Field, Filter, Form, Hue, RecordRow } from '@/api/types'
import { displayOf, recordValue } from '@/features/fields/field-values'
import { type Day, dayCount, dayOf, endOfDay, shifted, startOfDay, valueAt } from '@/lib/days'

/** A record as it stands in a calendar. */
export interface CalendarEvent {
  id: string
  record: RecordRow
  title: string
  hue: Hue
  /** The value of the start field, as it is stored. */
  start: string
  end: string | undefined
  firstDay: Day
  lastDay: Day
}

/** What a calendar stands on, resolved. */
export interface CalendarPlan {
  settings: CalendarSettings
  start: Field
  end: Field | undefined
  colour: Field | undefined
  /** Days only, no time of day. */
  isDate: boolean
  editable: boolean
}

export function planOf(
  settings: CalendarSettings | null,
  fields: readonly Field[],
): CalendarPlan | undefined {
  const byCode = (code: string | undefined) => fields.find(field => field.code === code)
  const start = byCode(settings?.start)
  if (!settings || !start) return undefined
  const end = byCode(settings.end)
  return {
    settings,
    start,
    end,
    colour: byCode(settings.colour),
    isDate: start.kind.type === 'date',
    editable: start.can?.edit !== false && end?.can?.edit !== false,
  }
}

/** The records that stand on these days, or run through them. */
export function windowFilter(plan: CalendarPlan, days: readonly Day[]): Filter {
  const [first = '', last = first] = [days[0], days.at(-1)]
  const { isDate, start, end } = plan
  const from = isDate ? first : startOfDay(first)
  const to = isDate ? last : endOfDay(last)
  const begins: Filter = { field: start.code, op: 'between', value: [from, to] }
  if (!end) return begins
  const runs: Filter = {
    and: [
      { field: start.code, op: 'lt', value: from },
      { field: end.code, op: 'ge', value: from },
    ],
  }
  return { or: [begins, runs] }
}

export function eventOf(
  form: Form,
  plan: CalendarPlan,
  record: RecordRow,
  untitled: string,
): CalendarEvent | undefined {
  const start = recordValue(record, plan.start.code)
  if (typeof start !== 'string' || !start) return undefined
  const end = plan.end && recordValue(record, plan.end.code)
  const until = typeof end === 'string' && end >= start ? end : undefined
  const option = plan.colour?.kind.options?.find(
    candidate => candidate.code === recordValue(record, plan.colour?.code ?? ''),
  )
  return {
    id: record.id,
    record,
    title: displayOf(record, form.title) || untitled,
    hue: option?.hue ?? 'slate',
    start,
    end: until,
    firstDay: dayOf(start),
    lastDay: dayOf(until ?? start),
  }
}

/** Where something is dropped: a day, or a time of it. */
export interface Target {
  day: Day
  minutes?: number | undefined
}

/** The start and end after a move. What had a length keeps it; a move by days keeps the time of day. */
export function rescheduled(
  event: Pick<CalendarEvent, 'start' | 'end' | 'firstDay'>,
  plan: Pick<CalendarPlan, 'isDate'>,
  target: Target,
): { start: string; end: string | undefined } {
  const { start, end, firstDay } = event
  if (target.minutes === undefined || plan.isDate) {
    const days = dayCount(firstDay, target.day)
    return { start: shifted(start, days), end: end && shifted(end, days) }
  }
  const moved = valueAt(false, target.day, target.minutes)
  const by = Date.parse(moved) - Date.parse(start)
  return { start: moved, end: end && new Date(Date.parse(end) + by).toISOString() }
}
