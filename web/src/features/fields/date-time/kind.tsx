import { Clock } from 'lucide-react'
import { i18n } from '@/i18n/setup'
import { fullTime, relativeTime } from '@/lib/format'
import { cx } from '@/ui/class-names'
import { cleanDate } from '../date/clean'
import { PhoneDateEditor } from '../date/phone-editor'
import type { CellProps, KindUi } from '../kind-ui'
import { DateFilterLater, DateLater } from '../parts/lazy-parts'

function DateTimeCell({ field, value, closed }: CellProps) {
  const text = typeof value === 'string' ? value : ''
  const overdue = !closed && field.code === 'next_activity_at' && text !== '' && Date.parse(text) < Date.now()
  return (
    <time
      className={cx('tabular truncate first-letter:uppercase', overdue && 'text-bad')}
      dateTime={text}
      title={fullTime(text)}
    >
      {relativeTime(text)}
    </time>
  )
}

export const dateTimeKind: KindUi = {
  icon: Clock,
  ops: 'date',
  // Nov 25, 2025, 09:30 is longer than 2025-11-25 09:30.
  get width() {
    return i18n.language === 'en' ? 152 : 128
  },
  sortable: true,
  editable: true,
  editsIn: 'cell',
  ownsEnter: true,
  Cell: DateTimeCell,
  Editor: DateLater,
  PhoneEditor: PhoneDateEditor,
  Filter: DateFilterLater,
  clean: cleanDate,
}
