import type { CalendarSettings, Field, Form } from '@/api/types'
import { allFields } from '@/features/fields/system-fields'
import { timeFields } from '@/features/fields/view-kinds'
import { CALENDAR_MODES } from '@/lib/days'

const HUES: ReadonlySet<string> = new Set(['stage', 'choice'])

export function colourFields(form: Form): Field[] {
  return allFields(form).filter(field => HUES.has(field.kind.type) && !field.system)
}

/** Until when: a field of the same kind as the start. */
export function endFields(form: Form, start: string): Field[] {
  const times = timeFields(form)
  const kind = times.find(field => field.code === start)?.kind.type
  return times.filter(field => field.code !== start && field.kind.type === kind)
}

/** A calendar for whoever has not set one up: when to follow up, coloured by stage. */
export function startingCalendar(form: Form): CalendarSettings | null {
  const times = timeFields(form)
  const start =
    times.find(field => field.code === 'next_activity_at') ?? times.find(field => !field.system) ?? times[0]
  if (!start) return null
  const colours = colourFields(form)
  const colour = colours.find(field => field.kind.type === 'stage') ?? colours[0]
  return { start: start.code, ...(colour ? { colour: colour.code } : {}) }
}

/** Settings from a view or an address, as far as they name what there is. */
export function readCalendar(form: Form, raw: CalendarSettings | null | undefined): CalendarSettings | null {
  if (!raw || !timeFields(form).some(field => field.code === raw.start)) return null
  const end = endFields(form, raw.start).find(field => field.code === raw.end)
  const colour = colourFields(form).find(field => field.code === raw.colour)
  const mode = CALENDAR_MODES.find(candidate => candidate === raw.mode)
  return {
    start: raw.start,
    ...(end ? { end: end.code } : {}),
    ...(colour ? { colour: colour.code } : {}),
    ...(mode ? { mode } : {}),
  }
}
