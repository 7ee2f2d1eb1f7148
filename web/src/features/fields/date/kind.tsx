import { Calendar } from 'lucide-react'
import { today } from '@/lib/days'
import { dayText } from '@/lib/format'
import { cx } from '@/ui/class-names'
import type { CellProps, KindUi } from '../kind-ui'
import { DateFilterLater, DateLater } from '../parts/lazy-parts'
import { cleanDate } from './clean'
import { PhoneDateEditor } from './phone-editor'

function DateCell({ field, value, closed }: CellProps) {
  const text = typeof value === 'string' ? value : ''
  // Without knowing that the record is still open nothing is called late.
  const late = field.kind.due && closed === false && text !== '' && text < today()
  return (
    <time className={cx('tabular truncate', late && 'font-medium text-bad')} dateTime={text} title={text}>
      {dayText(text)}
    </time>
  )
}

export const dateKind: KindUi = {
  icon: Calendar,
  ops: 'date',
  width: 120,
  sortable: true,
  editable: true,
  editsIn: 'cell',
  ownsEnter: true,
  Cell: DateCell,
  Editor: DateLater,
  PhoneEditor: PhoneDateEditor,
  Filter: DateFilterLater,
  clean: cleanDate,
}
