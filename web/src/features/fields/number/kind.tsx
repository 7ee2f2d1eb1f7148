import { Hash } from 'lucide-react'
import { decimalText } from '@/lib/format'
import type { CellProps, EditorProps, KindUi } from '../kind-ui'
import { cleanDecimal } from '../parts/decimal'
import { NumberFilterLater } from '../parts/lazy-parts'
import { TextEditor } from '../parts/text-editor'

function NumberCell({ field, value }: CellProps) {
  const text = decimalText(value as string | number | null)
  return (
    <span className="tabular truncate">
      {text}
      {text && field.kind.unit ? ` ${field.kind.unit}` : ''}
    </span>
  )
}

export function NumberEditor(props: EditorProps) {
  return <TextEditor {...props} inputMode="decimal" />
}

export const numberKind: KindUi = {
  icon: Hash,
  ops: 'number',
  width: 104,
  align: 'right',
  sortable: true,
  editable: true,
  editsIn: 'cell',
  typing: true,
  Cell: NumberCell,
  Editor: NumberEditor,
  Filter: NumberFilterLater,
  clean: cleanDecimal,
}
