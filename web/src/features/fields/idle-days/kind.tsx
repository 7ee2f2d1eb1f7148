import { Hourglass } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { cx } from '@/ui/class-names'
import type { CellProps, KindUi } from '../kind-ui'
import { DaysFilterLater } from '../parts/lazy-parts'
import { NoEditor } from '../parts/no-editor'

const LONG = 30

function IdleDaysCell({ value, closed }: CellProps) {
  const { t } = useTranslation()
  if (typeof value !== 'number' && typeof value !== 'string') return null
  const days = Number(value)
  return (
    <span className={cx('tabular truncate', days >= LONG && !closed && 'text-bad')}>
      {t('fields:days', { count: days })}
    </span>
  )
}

export const idleDaysKind: KindUi = {
  icon: Hourglass,
  ops: 'idle',
  width: 108,
  align: 'right',
  sortable: false,
  editable: false,
  editsIn: 'cell',
  Cell: IdleDaysCell,
  Editor: NoEditor,
  Filter: DaysFilterLater,
}
