import { useTranslation } from 'react-i18next'
import { cx } from '@/ui/class-names'
import type { CalendarEvent } from './events'
import { hiddenOn, lanesOf, usedLanes } from './lanes'
import type { CalendarParts } from './parts'
import { SegmentChip } from './segment-chip'

const LINE = 24
const MOST_LANES = 4

interface AllDayProps extends CalendarParts {
  events: CalendarEvent[]
  columns: React.CSSProperties
  /** There is nothing else in this week: take all the room. */
  tall: boolean
}

/** What has no time of day, or runs over days. */
export function AllDay({
  events,
  columns,
  tall,
  days,
  plan,
  held,
  over,
  peek,
  acts,
  onCreate,
  onDay,
}: AllDayProps) {
  const { t } = useTranslation()
  const segments = lanesOf(events, days)
  const used = usedLanes(segments)
  const lanes = tall ? used : Math.min(used, MOST_LANES)
  const cut = used > lanes
  const height = Math.max(1, lanes + (cut ? 1 : 0)) * LINE + 8
  return (
    <div className={cx('flex shrink-0 flex-col', tall ? 'grow' : 'border-b border-line')}>
      <div className="relative grid grow" style={columns}>
        <span className="pr-2 pt-1.5 text-right text-12 text-fg-3">{tall ? '' : t('calendar:all_day')}</span>
        {days.map(date => (
          <div
            key={date}
            data-drop={date}
            onDoubleClick={() => onCreate?.(date)}
            className={cx('border-l border-line', over === date && 'bg-accent-soft')}
            style={{ minHeight: height }}
          />
        ))}
        <div
          className={cx('pointer-events-none absolute inset-y-0 left-[52px]', tall ? 'right-0' : 'right-2')}
        >
          {segments
            .filter(segment => segment.lane < lanes)
            .map(segment => (
              <div
                key={segment.event.id}
                className={cx('absolute h-5.5', !held && 'pointer-events-auto')}
                style={{
                  top: 4 + segment.lane * LINE,
                  left: `calc(${(100 * segment.from) / days.length}% + 3px)`,
                  width: `calc(${(100 * segment.length) / days.length}% - 6px)`,
                }}
              >
                <SegmentChip segment={segment} plan={plan} held={held} peek={peek} acts={acts} />
              </div>
            ))}
          {cut &&
            days.map((date, column) => {
              const hidden = hiddenOn(segments, column, lanes)
              return hidden === 0 ? null : (
                <button
                  key={date}
                  type="button"
                  aria-label={t('calendar:more', { count: hidden })}
                  onClick={event => onDay(date, event.currentTarget)}
                  className="tabular pointer-events-auto absolute h-5 rounded-6 px-1.5 text-12 text-fg-3 hover:bg-hover hover:text-fg"
                  style={{ top: 4 + lanes * LINE, left: `calc(${(100 * column) / days.length}% + 3px)` }}
                >
                  {t('calendar:more_short', { count: hidden })}
                </button>
              )
            })}
        </div>
      </div>
    </div>
  )
}
