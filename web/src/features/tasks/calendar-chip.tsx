import { Circle, PhoneOutgoing } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { clockOf } from '@/lib/days'
import { cx } from '@/ui/class-names'
import type { CalendarItem } from './calendar-items'

/** A task or a follow-up in a calendar: what it is, at what time, red when it is late. */
export function CalendarChip({
  item,
  tall,
  onOpen,
}: {
  item: CalendarItem
  tall?: boolean
  onOpen: (item: CalendarItem) => void
}) {
  const { t } = useTranslation()
  const late = Date.parse(item.at) < Date.now()
  const Icon = 'task' in item ? Circle : PhoneOutgoing
  const kind = t('task' in item ? 'tasks:nav' : 'home:due')
  return (
    <button
      type="button"
      onClick={() => onOpen(item)}
      title={`${kind} · ${item.title}`}
      className={cx(
        'flex w-full min-w-0 items-center gap-1 rounded-6 px-1.5 text-left text-12 hover:bg-active',
        tall ? 'min-h-8 bg-subtle py-1 max-md:min-h-11 max-md:gap-2.5 max-md:px-3 max-md:text-14' : 'h-5',
        late ? 'text-bad' : 'text-fg',
      )}
    >
      <Icon size={tall ? 12 : 10} className="shrink-0 opacity-80" aria-label={kind} />
      {!item.allDay && <span className="tabular shrink-0">{clockOf(item.at)}</span>}
      <span className={cx('min-w-0', tall ? 'line-clamp-2 break-words' : 'truncate')}>
        {item.title || t('records:untitled')}
      </span>
    </button>
  )
}
