import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { keys } from '@/api/queries'
import type { Form, Value } from '@/api/types'
import { dateText, relativeTime } from '@/lib/format'
import { toast } from '@/ui/toast'
import { useSave } from '../edit/use-save'
import { type CalendarEvent, type CalendarPlan, rescheduled, type Target } from './events'

/** Moves records to another day: at once on the screen, back where they were when refused, with a way back when done. */
export function useReschedule(form: Form, plan: CalendarPlan) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const save = useSave(form)
  const refetch = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: keys.pages(form.code) }),
      client.invalidateQueries({ queryKey: keys.counts(form.code) }),
    ])
  const write = async (event: CalendarEvent, start: string, end: string | undefined) => {
    const values: Record<string, Value> = { [plan.start.code]: start }
    if (plan.end && end !== undefined) values[plan.end.code] = end
    const shown = Object.fromEntries(Object.keys(values).map(code => [code, null]))
    const taken = await save(event.record, values, shown)
    if (taken) await refetch()
    return taken
  }
  return async (event: CalendarEvent, target: Target): Promise<string | undefined> => {
    const next = rescheduled(event, plan, target)
    if (next.start === event.start) return undefined
    if (!(await write(event, next.start, next.end))) return undefined
    const when = plan.isDate ? dateText(next.start) : relativeTime(next.start)
    const told = t('calendar:moved', { title: event.title, when })
    toast(told, {
      action: { label: t('app:undo'), run: () => void write(event, event.start, event.end) },
    })
    return told
  }
}
