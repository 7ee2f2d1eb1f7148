import { Phone } from 'lucide-react'
import type { Value } from '@/api/types'
import { phoneText } from '@/lib/format'
import type { CellProps, EditorProps, KindUi } from '../kind-ui'
import { TextFilterLater } from '../parts/lazy-parts'
import { TextEditor } from '../parts/text-editor'
import { textKind } from '../text/kind'

function PhoneCell({ value, display }: CellProps) {
  return <span className="tabular truncate">{display ?? phoneText(value as string | null)}</span>
}

/** As people type it: without the country code of the mainland. */
const draft = (value: Value): string =>
  typeof value === 'string' ? value.replace(/^\+86(1\d{10})$/, '$1') : ''

function PhoneEditor(props: EditorProps) {
  return <TextEditor {...props} value={draft(props.value ?? null)} inputMode="tel" />
}

export const phoneKind: KindUi = {
  ...textKind,
  icon: Phone,
  width: 140,
  Cell: PhoneCell,
  Editor: PhoneEditor,
  Filter: TextFilterLater,
  draft,
}
