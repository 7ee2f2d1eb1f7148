import { Plus } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { dayTitle } from '@/lib/day-titles'
import type { Day } from '@/lib/days'
import { Button } from '@/ui/button'
import { Popover } from '@/ui/popover'
import { Bones } from '@/ui/states'
import type { ListState } from '../list-state'
import { AgendaRow } from './agenda'
import type { EventActs } from './event-chip'
import type { CalendarPlan } from './events'
import { useEvents } from './use-events'

interface PanelProps {
  list: ListState
  plan: CalendarPlan
  day: Day
  anchor: HTMLElement
  peek: string | undefined
  acts: EventActs
  onCreate: ((day: Day) => void) | undefined
  onClose: () => void
}

/** All of one day, however many there are. */
export function DayPanel({ list, plan, day, anchor, peek, acts, onCreate, onClose }: PanelProps) {
  const { t } = useTranslation()
  const days = useMemo(() => [day], [day])
  const { events, total, loading } = useEvents(list, plan, days)
  return (
    <Popover open anchor={anchor} onClose={onClose} label={dayTitle(day)} width={300}>
      <header className="flex h-10 items-center gap-2 pl-4 pr-2">
        <h3 className="text-13 font-semibold">{dayTitle(day)}</h3>
        <span className="tabular text-12 text-fg-3">{total ?? ''}</span>
        {onCreate && (
          <Button
            look="quiet"
            size="small"
            className="ml-auto"
            icon={<Plus size={14} />}
            onClick={() => {
              onClose()
              onCreate(day)
            }}
          >
            {t('records:new_short')}
          </Button>
        )}
      </header>
      <ul className="scroll-quiet max-h-80 overflow-y-auto pb-2">
        {loading && <Bones rows={3} />}
        {!loading && events.length === 0 && (
          <li className="px-4 pb-3 text-12 text-fg-3">{t('calendar:nothing_day')}</li>
        )}
        {events.map(event => (
          <AgendaRow
            key={event.id}
            event={event}
            timed={!plan.isDate}
            peeked={peek === event.id}
            onOpen={() => {
              onClose()
              acts.onOpen(event.record)
            }}
          />
        ))}
      </ul>
    </Popover>
  )
}
