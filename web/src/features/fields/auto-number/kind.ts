import { Binary } from 'lucide-react'
import type { KindUi } from '../kind-ui'
import { TextFilterLater } from '../parts/lazy-parts'
import { NoEditor } from '../parts/no-editor'
import { TextCell } from '../parts/text-cell'

export const autoNumberKind: KindUi = {
  icon: Binary,
  ops: 'text',
  width: 120,
  sortable: true,
  editable: false,
  editsIn: 'cell',
  Cell: TextCell,
  Editor: NoEditor,
  Filter: TextFilterLater,
}
