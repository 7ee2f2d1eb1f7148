import { Calendar } from 'lucide-react'
import { dateText } from '@/lib/format'
import type { CellProps, KindUi } from '../kind-ui'
import { DateFilterLater, DateLater } from '../parts/lazy-parts'
import { PhoneDateEditor } from './phone-editor'

function DateCell({ value }: CellProps) {
  const text = typeof value === 'string' ? value : ''
  return (
    <time className="tabular truncate" dateTime={text} title={text}>
      {dateText(text)}
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
}
