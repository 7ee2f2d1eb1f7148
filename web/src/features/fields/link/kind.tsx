import { ArrowUpRight } from 'lucide-react'
import { later } from '@/lib/later'
import type { CellProps, EditorProps, KindUi } from '../kind-ui'
import { LinkFilterLater } from '../parts/lazy-parts'

function LinkCell({ value, display }: CellProps) {
  if (!value || (Array.isArray(value) && value.length === 0)) return null
  return (
    <span className="inline-flex min-w-0 items-center gap-1">
      <ArrowUpRight size={13} className="shrink-0 text-fg-3" aria-hidden="true" />
      <span className="truncate">{display}</span>
    </span>
  )
}

export const linkKind: KindUi = {
  icon: ArrowUpRight,
  ops: 'one',
  width: 176,
  sortable: false,
  editable: true,
  editsIn: 'cell',
  searching: true,
  ownsEnter: true,
  Cell: LinkCell,
  Editor: later<EditorProps>(() => import('./editor').then(m => m.LinkEditor)),
  Filter: LinkFilterLater,
}

export const manyLinksKind: KindUi = { ...linkKind, ops: 'many' }
