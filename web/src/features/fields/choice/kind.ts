import { CircleDot } from 'lucide-react'
import type { KindUi } from '../kind-ui'
import { OneOptionLater, OptionFilterLater } from '../parts/lazy-parts'
import { OptionCell } from '../parts/option-cells'
import { PhoneChoiceEditor } from './phone-editor'

export const choiceKind: KindUi = {
  icon: CircleDot,
  ops: 'one',
  width: 128,
  sortable: true,
  editable: true,
  editsIn: 'cell',
  searching: true,
  ownsEnter: true,
  Cell: OptionCell,
  Editor: OneOptionLater,
  PhoneEditor: PhoneChoiceEditor,
  Filter: OptionFilterLater,
}
