import { UserRound } from 'lucide-react'
import { PersonChip } from '@/ui/avatar'
import { personOf } from '../field-values'
import type { CellProps, KindUi } from '../kind-ui'
import { PersonFilterLater, PersonLater } from '../parts/lazy-parts'

function PersonCell({ value, display }: CellProps) {
  return display ? <PersonChip name={display} id={personOf(value)} /> : null
}

export const personKind: KindUi = {
  icon: UserRound,
  ops: 'one',
  width: 120,
  sortable: true,
  editable: true,
  editsIn: 'cell',
  searching: true,
  ownsEnter: true,
  Cell: PersonCell,
  Editor: PersonLater,
  Filter: PersonFilterLater,
}
