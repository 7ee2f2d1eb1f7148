import { Type } from 'lucide-react'
import type { KindUi } from '../kind-ui'
import { TextFilterLater } from '../parts/lazy-parts'
import { TextCell } from '../parts/text-cell'
import { TextEditor } from '../parts/text-editor'

export const textKind: KindUi = {
  icon: Type,
  ops: 'text',
  width: 160,
  sortable: true,
  editable: true,
  editsIn: 'cell',
  typing: true,
  Cell: TextCell,
  Editor: TextEditor,
  Filter: TextFilterLater,
  clean: value => ({ value: typeof value === 'string' ? value.trim() || null : value }),
}
