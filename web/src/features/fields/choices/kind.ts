import { ListChecks } from 'lucide-react'
import { PhoneChoiceEditor } from '../choice/phone-editor'
import { type EditorProps, type KindUi, later } from '../kind-ui'
import { OptionFilterLater } from '../parts/lazy-parts'
import { OptionsCell } from '../parts/option-cells'

export const choicesKind: KindUi = {
  icon: ListChecks,
  ops: 'many',
  width: 200,
  sortable: false,
  editable: true,
  editsIn: 'cell',
  searching: true,
  ownsEnter: true,
  Cell: OptionsCell,
  Editor: later<EditorProps>(() => import('./editor').then(m => m.ChoicesEditor)),
  PhoneEditor: PhoneChoiceEditor,
  Filter: OptionFilterLater,
}
