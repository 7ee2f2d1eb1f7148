import { ListChecks } from 'lucide-react'
import { later } from '@/lib/later'
import { PhoneChoiceEditor } from '../choice/phone-editor'
import type { EditorProps, KindUi } from '../kind-ui'
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
