import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import '@/i18n/calendar'
import { tasksQuery } from '@/api/queries'
import type { Task } from '@/api/tasks'
import { step, today, windowOf } from '@/lib/days'
import { useGo } from '@/lib/use-go'
import { usePhone } from '@/lib/use-media'
import { weekStart } from '@/lib/week-start'
import { CalendarBar } from '@/ui/calendar-bar'
import { ErrorState } from '@/ui/states'
import { type CalendarItem, itemsByDay, onDays } from './calendar-items'
import { DayStrip } from './day-strip'
import { useFollowUps } from './follow-ups'
import { MonthGrid } from './month-grid'
import { TaskForm } from './task-form'
import type { TasksSearch } from './tasks-search'
import { WeekColumns } from './week-columns'

const MODES = ['month', 'week'] as const

/** My tasks and my next follow-ups on their days. */
export function MyCalendar({ search }: { search: TasksSearch }) {
  const navigate = useNavigate()
  const go = useGo()
  const phone = usePhone()
  const [edited, setEdited] = useState<Task>()
  const mode = search.mode ?? (phone ? 'week' : 'month')
  const now = today()
  const day = search.day ?? now
  const begins = weekStart()
  const days = useMemo(() => windowOf(mode, day, undefined, begins), [mode, day, begins])
  const filter = useMemo(() => onDays(days), [days])
  const tasks = useQuery(tasksQuery('me', false))
  const due = useFollowUps(filter, `calendar-of-mine|${days[0]}|${days.length}`)
  const items = itemsByDay(tasks.data?.items ?? [], due.items)
  const show = (part: Partial<TasksSearch>) =>
    void navigate({
      to: '/tasks',
      search: { show: 'calendar', mode, ...(day === now ? {} : { day }), ...part },
      replace: true,
    })
  const open = (item: CalendarItem) => {
    if ('task' in item) setEdited(item.task)
    else go(`/f/${item.due.form.code}/${item.due.record.id}`)
  }
  const failed = (tasks.data ? undefined : tasks.error) ?? (due.items.length > 0 ? undefined : due.error)
  const parts = { days, day, now, items, onOpen: open }
  return (
    <>
      <CalendarBar
        mode={mode}
        modes={MODES}
        day={day}
        days={days}
        onStep={by => show({ day: step(mode, day, by) })}
        onToday={() => show({ day: now })}
        onMode={next => show({ mode: next === 'week' ? 'week' : 'month' })}
      />
      {failed ? (
        <ErrorState error={failed} onRetry={() => void Promise.all([tasks.refetch(), due.retry()])} />
      ) : phone ? (
        <DayStrip {...parts} onDay={date => show({ day: date })} />
      ) : mode === 'week' ? (
        <WeekColumns {...parts} />
      ) : (
        <MonthGrid {...parts} onDay={date => show({ day: date, mode: 'week' })} />
      )}
      {edited && (
        <TaskForm key={edited.id} task={edited} place="dialog" onClose={() => setEdited(undefined)} />
      )}
    </>
  )
}
