import { Plus } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayName, dayNumber, weekdayNames } from '@/lib/day-titles'
import { type Day, isWeekend } from '@/lib/days'
import { cx } from '@/ui/class-names'
import { hiddenOn, lanesOf, usedLanes, visibleLanes } from './lanes'
import type { CalendarParts } from './parts'
import { SegmentChip } from './segment-chip'

const HEAD = 27
const LINE = 21
const LEAST_ROW = 84

/** Weeks under each other; what does not fit on a day is counted there. */
export function Month(parts: CalendarParts) {
  const { days } = parts
  const body = useRef<HTMLDivElement>(null)
  const weeks = useMemo(
    () => Array.from({ length: days.length / 7 }, (_, week) => days.slice(7 * week, 7 * week + 7)),
    [days],
  )
  const height = useHeight(body)
  const row = Math.max(LEAST_ROW, Math.floor(height / weeks.length))
  return (
    <div className="flex min-h-0 flex-1 flex-col border-t border-line">
      <div className="grid shrink-0 grid-cols-7 border-b border-line text-12 text-fg-3" aria-hidden="true">
        {weekdayNames().map(name => (
          <span key={name} className="px-2 py-1 text-center">
            {name}
          </span>
        ))}
      </div>
      <div
        ref={body}
        data-drag-scroll=""
        className="scroll-quiet min-h-0 flex-1 overflow-y-auto max-md:short:pb-16"
      >
        {weeks.map(week => (
          <Week key={week[0]} {...parts} week={week} height={row} />
        ))}
      </div>
    </div>
  )
}

function useHeight(of: React.RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(600)
  useEffect(() => {
    if (!of.current) return
    const seen = new ResizeObserver(([entry]) => entry && setHeight(entry.contentRect.height))
    seen.observe(of.current)
    return () => seen.disconnect()
  }, [of])
  return height
}

interface WeekProps extends CalendarParts {
  week: Day[]
  height: number
}

function Week({ week, height, plan, events, day, now, peek, held, over, acts, ...does }: WeekProps) {
  const { t } = useTranslation()
  const segments = useMemo(() => lanesOf(events, week), [events, week])
  const used = usedLanes(segments)
  const lanes = visibleLanes(Math.floor((height - HEAD) / LINE), used)
  const month = day.slice(0, 7)
  return (
    <div className="relative border-b border-line last:border-0" style={{ height }}>
      <div className="absolute inset-0 grid grid-cols-7">
        {week.map((date, column) => {
          const hidden = hiddenOn(segments, column, lanes)
          const count = hiddenOn(segments, column, 0)
          return (
            <div
              key={date}
              data-drop={date}
              data-day={date}
              onDoubleClick={() => does.onCreate?.(date)}
              className={cx(
                'group/day relative min-w-0 border-r border-line last:border-0',
                over === date ? 'bg-accent-soft' : isWeekend(date) && 'bg-subtle/60',
              )}
            >
              <button
                type="button"
                tabIndex={date === day ? 0 : -1}
                data-day-button={date}
                aria-label={t('calendar:on_day', { day: dayName(date), count })}
                aria-current={date === now ? 'date' : undefined}
                onClick={event => does.onDay(date, event.currentTarget)}
                onKeyDown={event => does.onDayKey(event, date)}
                className={cx(
                  'tabular mx-1 mt-0.5 inline-flex h-5.5 min-w-5.5 items-center justify-center rounded-full px-1.5 text-12',
                  date === now
                    ? 'bg-accent font-medium text-on-accent'
                    : date.startsWith(month)
                      ? 'text-fg hover:bg-hover'
                      : 'text-fg-3 hover:bg-hover',
                )}
              >
                <span className="whitespace-nowrap max-md:hidden">{dayNumber(date)}</span>
                <span className="md:hidden">{Number(date.slice(8))}</span>
              </button>
              {does.onCreate && (
                <button
                  type="button"
                  tabIndex={-1}
                  aria-label={t('calendar:create_on', { day: dayName(date) })}
                  onClick={() => does.onCreate?.(date)}
                  className="absolute right-1 top-0.5 inline-flex size-5.5 items-center justify-center rounded-6 text-fg-3 opacity-0 hover:bg-hover hover:text-fg group-hover/day:opacity-100"
                >
                  <Plus size={14} />
                </button>
              )}
              {hidden > 0 && (
                <button
                  type="button"
                  tabIndex={-1}
                  data-more={date}
                  aria-label={t('calendar:more', { count: hidden })}
                  onClick={event => does.onDay(date, event.currentTarget)}
                  className="tabular absolute inset-x-1 z-[1] h-5 rounded-6 px-1.5 text-left text-12 text-fg-3 hover:bg-hover hover:text-fg"
                  style={{ top: HEAD + lanes * LINE }}
                >
                  {t('calendar:more_short', { count: hidden })}
                </button>
              )}
            </div>
          )
        })}
      </div>
      {segments
        .filter(segment => segment.lane < lanes)
        .map(segment => (
          <div
            key={segment.event.id}
            className={cx('absolute h-5', held && 'pointer-events-none')}
            style={{
              top: HEAD + segment.lane * LINE,
              left: `calc(${(100 * segment.from) / 7}% + ${segment.before ? 0 : 4}px)`,
              width: `calc(${(100 * segment.length) / 7}% - ${(segment.before ? 0 : 4) + (segment.after ? 0 : 4)}px)`,
            }}
          >
            <SegmentChip segment={segment} plan={plan} held={held} peek={peek} acts={acts} />
          </div>
        ))}
    </div>
  )
}
