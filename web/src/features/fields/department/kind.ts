import { Network } from 'lucide-react'
import type { KindUi } from '../kind-ui'
import { DepartmentFilterLater } from '../parts/lazy-parts'
import { NoEditor } from '../parts/no-editor'
import { TextCell } from '../parts/text-cell'

export const departmentKind: KindUi = {
  icon: Network,
  ops: 'one',
  width: 120,
  sortable: false,
  editable: false,
  editsIn: 'cell',
  Cell: TextCell,
  Editor: NoEditor,
  Filter: DepartmentFilterLater,
}
