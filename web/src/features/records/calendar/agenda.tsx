import { Plus } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { displayOf, personOf, recordValue } from '@/features/fields/field-values'
import { dayName, dayTitle } from '@/lib/day-titles'
import { clockOf } from '@/lib/days'
import { Avatar } from '@/ui/avatar'
import { Button, IconButton } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { EmptyState } from '@/ui/states'
import type { CalendarEvent } from './events'
import type { CalendarParts } from './parts'

interface AgendaProps extends CalendarParts {
  loading: boolean
  onMore: (() => void) | undefined
}

/** Day after day, only those on which something stands. */
export function Agenda({ days, events, plan, now, peek, acts, onCreate, loading, onMore }: AgendaProps) {
  const { t } = useTranslation()
  const [first = ''] = days
  const groups = useMemo(
    () =>
      days
        .map(date => ({
          date,
          // What runs over days stands on its first day on the screen.
          events: events.filter(event => (days.includes(event.firstDay) ? event.firstDay : first) === date),
        }))
        .filter(group => group.events.length > 0 || group.date === now),
    [days, events, first, now],
  )
  if (!loading && events.length === 0)
    return <EmptyState title={t('calendar:nothing')} hint={t('calendar:nothing_hint')} />
  return (
    <div className="scroll-quiet min-h-0 flex-1 overflow-y-auto border-t border-line pb-6 max-md:short:pb-16">
      {groups.map(group => (
        <section key={group.date} data-day={group.date}>
          <header className="sticky top-0 z-[1] flex h-9 items-center gap-2 bg-surface px-4">
            <h3 className={cx('text-13 font-semibold', group.date === now && 'text-accent')}>
              {dayTitle(group.date)}
            </h3>
            {group.date === now && <span className="text-12 text-accent">{t('calendar:today')}</span>}
            {onCreate && (
              <IconButton
                size="small"
                className="ml-auto max-md:size-11"
                label={t('calendar:create_on', { day: dayName(group.date) })}
                onClick={() => onCreate(group.date)}
              >
                <Plus size={14} />
              </IconButton>
            )}
          </header>
          {group.events.length === 0 ? (
            <p className="px-4 pb-2 text-12 text-fg-3">{t('calendar:nothing_day')}</p>
          ) : (
            <ul>
              {group.events.map(event => (
                <AgendaRow
                  key={event.id}
                  event={event}
                  timed={!plan.isDate}
                  peeked={peek === event.id}
                  onOpen={() => acts.onOpen(event.record)}
                  onKey={key => acts.onKey(key, event)}
                />
              ))}
            </ul>
          )}
        </section>
      ))}
      {onMore && (
        <div className="flex justify-center py-4">
          <Button look="quiet" onClick={onMore}>
            {t('calendar:load_more')}
          </Button>
        </div>
      )}
    </div>
  )
}

interface RowProps {
  event: CalendarEvent
  timed: boolean
  peeked: boolean
  onOpen: () => void
  onKey?: (key: React.KeyboardEvent) => void
}

export function AgendaRow({ event, timed, peeked, onOpen, onKey }: RowProps) {
  const { t } = useTranslation()
  const owner = displayOf(event.record, 'owner')
  return (
    <li>
      <button
        type="button"
        data-event={event.id}
        aria-current={peeked || undefined}
        onClick={onOpen}
        onKeyDown={onKey}
        className={cx(
          'flex h-9 w-full items-center gap-3 px-4 text-left text-13 hover:bg-hover max-md:h-13 max-md:text-14',
          peeked && 'bg-active',
        )}
      >
        <span className="tabular w-11 shrink-0 text-12 text-fg-3">
          {timed && event.firstDay === event.lastDay ? clockOf(event.start) : t('calendar:all_day')}
        </span>
        <i
          aria-hidden="true"
          className="size-2 shrink-0 rounded-full"
          style={{ background: `var(--hue-${event.hue})` }}
        />
        <span className="min-w-0 flex-1 truncate">{event.title}</span>
        {owner && <Avatar name={owner} id={personOf(recordValue(event.record, 'owner'))} size={20} />}
      </button>
    </li>
  )
}
