import { Link2 } from 'lucide-react'
import type { CellProps, EditorProps, KindUi } from '../kind-ui'
import { TextEditor } from '../parts/text-editor'
import { textKind } from '../text/kind'

function UrlCell({ value }: CellProps) {
  return (
    <span className="truncate">{typeof value === 'string' ? value.replace(/^https?:\/\//, '') : ''}</span>
  )
}

function UrlEditor(props: EditorProps) {
  return <TextEditor {...props} inputMode="url" />
}

export const urlKind: KindUi = { ...textKind, icon: Link2, width: 180, Cell: UrlCell, Editor: UrlEditor }
