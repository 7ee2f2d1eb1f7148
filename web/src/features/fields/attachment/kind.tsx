import { Paperclip } from 'lucide-react'
import { later } from '@/lib/later'
import type { CellProps, EditorProps, KindUi } from '../kind-ui'
import { NoEditor } from '../parts/no-editor'

function AttachmentCell({ value }: CellProps) {
  if (!Array.isArray(value) || value.length === 0) return null
  const names = value.map(file => (file as { name?: string }).name ?? '').join('、')
  return (
    <span className="inline-flex min-w-0 items-center gap-1 text-fg-2" title={names}>
      <Paperclip size={13} className="shrink-0" aria-hidden="true" />
      <span className="tabular">{value.length}</span>
      <span className="truncate">{names}</span>
    </span>
  )
}

export const attachmentKind: KindUi = {
  icon: Paperclip,
  ops: 'none',
  width: 160,
  sortable: false,
  editable: true,
  editsIn: 'panel',
  ownsEnter: true,
  Cell: AttachmentCell,
  Editor: later<EditorProps>(() => import('./editor').then(m => m.AttachmentEditor)),
  Filter: NoEditor as never,
}
