import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import '@/i18n/calendar'
import type { CalendarMode, RecordRow } from '@/api/types'
import { titleOf } from '@/lib/day-titles'
import { AGENDA_DAYS, addDays, type Day, readZone, step, today, valueAt, windowOf } from '@/lib/days'
import { words } from '@/lib/label'
import { startCreating } from '@/lib/preset'
import { useLatest } from '@/lib/use-latest'
import { usePhone } from '@/lib/use-media'
import { weekStart } from '@/lib/week-start'
import { CalendarBar } from '@/ui/calendar-bar'
import { ErrorState } from '@/ui/states'
import { DragGhost } from '../drag/drag-ghost'
import { usePointerDrag } from '../drag/use-pointer-drag'
import type { ListState } from '../list-state'
import { Agenda } from './agenda'
import { ByField } from './by-field'
import { countedIn } from './counted'
import { DayPanel } from './day-panel'
import { dayStep } from './day-step'
import { ChipGhost } from './event-chip'
import { type CalendarEvent, type CalendarPlan, planOf } from './events'
import { Month } from './month'
import type { CalendarParts } from './parts'
import { useEvents } from './use-events'
import { useReschedule } from './use-reschedule'
import { Week } from './week'

interface CalendarProps {
  list: ListState
  peek: string | undefined
  onOpen: (record: RecordRow) => void
  /** `said`: with the days that it is of. */
  onTotal: (total: number, said: string) => void
}

const NINE = 9 * 60
const MOST_AGENDA_DAYS = 8 * AGENDA_DAYS
const PHONE_MODES = ['agenda', 'month'] as const

/** Records on their days. */
export function CalendarView(props: CalendarProps) {
  const { list } = props
  const plan = useMemo(() => planOf(list.layout.calendar, list.fields), [list.layout.calendar, list.fields])
  return plan ? <Ready {...props} plan={plan} /> : null
}

function Ready({ list, peek, onOpen, onTotal, plan }: CalendarProps & { plan: CalendarPlan }) {
  const { t } = useTranslation()
  const phone = usePhone()
  const { form, search } = list
  const [phoneMode, setPhoneMode] = useState<CalendarMode>('agenda')
  const mode = phone ? phoneMode : (plan.settings.mode ?? 'month')
  const now = today()
  const day = search.day ?? now
  const [agendaDays, setAgendaDays] = useState(AGENDA_DAYS)
  const begins = weekStart()
  const days = useMemo(() => windowOf(mode, day, agendaDays, begins), [mode, day, agendaDays, begins])
  const { events, total, loading, error, retry } = useEvents(list, plan, days)
  const [shownDay, setShownDay] = useState<{ day: Day; anchor: HTMLElement }>()
  const [said, setSaid] = useState('')
  const [over, setOver] = useState<string>()
  const tell = useLatest(onTotal)
  useEffect(() => {
    if (total !== undefined) tell.current(total, countedIn(total, { mode, day, days, now }))
  }, [total, tell, mode, day, days, now])
  const reschedule = useReschedule(form, plan)
  const drag = usePointerDrag<{ event: CalendarEvent; grabbed: number }>({
    onOver: (_, zone) => setOver(zone),
    onDrop: ({ event, grabbed }, zone) => {
      setOver(undefined)
      const target = zone === undefined ? undefined : readZone(zone)
      if (target) void reschedule(event, { ...target, day: addDays(target.day, -grabbed) })
    },
    onCancel: () => setOver(undefined),
  })
  const goTo = (next: Day) => list.setSearch({ day: next === now ? '' : next })
  const create = form.can.create
    ? (on: Day, minutes: number = NINE) => {
        const start =
          plan.start.can?.edit === false ? {} : { [plan.start.code]: valueAt(plan.isDate, on, minutes) }
        startCreating(start)
        list.setSearch({ new: true })
      }
    : undefined
  const focusDay = useRef<Day>(undefined)
  useEffect(() => {
    if (focusDay.current !== day) return
    focusDay.current = undefined
    document.querySelector<HTMLElement>(`[data-day-button="${day}"]`)?.focus()
  })
  const onDayKey: CalendarParts['onDayKey'] = (event, on) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    if (event.key.toLowerCase() === 'n' && create) create(on)
    else {
      const next = dayStep(event.key, on, mode)
      if (!next) return
      focusDay.current = next
      goTo(next)
    }
    event.preventDefault()
    event.stopPropagation()
  }
  const acts = {
    onOpen,
    onTake: (event: React.PointerEvent<HTMLElement>, item: CalendarEvent, grabbed: number) => {
      if (plan.editable) drag.take(event, { event: item, grabbed })
    },
    onKey: (event: React.KeyboardEvent, item: CalendarEvent) => {
      const next = event.altKey && plan.editable ? dayStep(event.key, item.firstDay, 'month') : undefined
      if (!next || event.key.startsWith('Page')) return
      event.preventDefault()
      event.stopPropagation()
      void reschedule(item, { day: next }).then(told => {
        if (!told) return
        setSaid(told)
        // Who has gone on to something else meanwhile is not called back.
        if (document.activeElement !== document.body) return
        document.querySelector<HTMLElement>(`[data-event="${item.id}"]`)?.focus()
      })
    },
  }
  const parts: CalendarParts = {
    plan,
    events,
    days,
    day,
    now,
    peek,
    held: drag.held?.item.event.id,
    over: drag.held ? over : undefined,
    acts,
    onCreate: create,
    onDay: (on, anchor) => setShownDay({ day: on, anchor }),
    onDayKey,
  }
  return (
    <section
      aria-label={t('calendar:grid')}
      className="flex min-h-0 flex-1 flex-col bg-surface"
      data-calendar={mode}
    >
      <CalendarBar
        mode={mode}
        {...(phone ? { modes: PHONE_MODES } : {})}
        day={day}
        days={days}
        onStep={by => goTo(step(mode, day, by))}
        onToday={() => goTo(now)}
        onMode={next => (phone ? setPhoneMode(next) : list.setLook({ mode: next }))}
      >
        <ByField list={list} plan={plan} />
      </CalendarBar>
      {total === 0 && !loading && mode !== 'agenda' && (
        <p className="shrink-0 px-3 pb-2 text-13 text-fg-3">
          {t(create && plan.editable ? 'calendar:none_create' : 'calendar:none', {
            period: titleOf(mode, day, days),
            field: words(plan.start.name),
          })}
        </p>
      )}
      {error !== undefined && events.length === 0 ? (
        <ErrorState error={error} onRetry={retry} />
      ) : mode === 'agenda' ? (
        <Agenda
          {...parts}
          loading={loading}
          onMore={agendaDays < MOST_AGENDA_DAYS ? () => setAgendaDays(agendaDays + AGENDA_DAYS) : undefined}
        />
      ) : mode === 'month' ? (
        <Month {...parts} />
      ) : (
        <Week key={mode} {...parts} />
      )}
      <DragGhost drag={drag}>{({ event }) => <ChipGhost event={event} timed={!plan.isDate} />}</DragGhost>
      {shownDay && (
        <DayPanel
          list={list}
          plan={plan}
          {...shownDay}
          peek={peek}
          acts={acts}
          onCreate={create}
          onClose={() => setShownDay(undefined)}
        />
      )}
      <p id="calendar-help" className="sr-only">
        {t('calendar:help')}
      </p>
      <p className="sr-only" role="status" aria-live="assertive">
        {said}
      </p>
    </section>
  )
}
