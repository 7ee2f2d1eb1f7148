import { useTranslation } from 'react-i18next'
import type { Form, Value } from '@/api/types'
import { dateText, relativeTime } from '@/lib/format'
import { toast } from '@/ui/toast'
import { useMoved } from '../edit/use-moved'
import { type CalendarEvent, type CalendarPlan, rescheduled, type Target } from './events'

/** Moves records to another day: at once on the screen, back where they were when refused, with a way back when done. */
export function useReschedule(form: Form, plan: CalendarPlan) {
  const { t } = useTranslation()
  const { save, refetch, wayBack } = useMoved(form, '[data-calendar]')
  const write = async (event: CalendarEvent, start: string, end: string | undefined) => {
    const values: Record<string, Value> = { [plan.start.code]: start }
    if (plan.end && end !== undefined) values[plan.end.code] = end
    const shown = Object.fromEntries(Object.keys(values).map(code => [code, null]))
    if (!(await save(event.record, values, shown))) return undefined
    const way = wayBack(event.id)
    await refetch()
    return { way }
  }
  return async (event: CalendarEvent, target: Target): Promise<string | undefined> => {
    const next = rescheduled(event, plan, target)
    if (next.start === event.start) return undefined
    const taken = await write(event, next.start, next.end)
    if (!taken) return undefined
    const when = plan.isDate ? dateText(next.start) : relativeTime(next.start)
    const told = t('calendar:moved', { title: event.title, when })
    const { way } = taken
    toast(told, way ? { step: way.step, action: { label: t('app:undo'), run: way.run } } : {})
    return told
  }
}
