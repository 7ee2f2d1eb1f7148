import { Banknote } from 'lucide-react'
import { moneyText } from '@/lib/format'
import type { CellProps, KindUi } from '../kind-ui'
import { NumberEditor } from '../number/kind'
import { cleanMoney } from '../parts/decimal'
import { NumberFilterLater } from '../parts/lazy-parts'

function MoneyCell({ field, value }: CellProps) {
  return (
    <span className="tabular truncate">
      {moneyText(value as string | number | null, field.kind.currency ?? 'CNY')}
    </span>
  )
}

export const moneyKind: KindUi = {
  icon: Banknote,
  ops: 'number',
  width: 124,
  align: 'right',
  sortable: true,
  editable: true,
  editsIn: 'cell',
  typing: true,
  Cell: MoneyCell,
  Editor: NumberEditor,
  Filter: NumberFilterLater,
  clean: cleanMoney,
}
