import { AtSign } from 'lucide-react'
import type { EditorProps, KindUi } from '../kind-ui'
import { TextEditor } from '../parts/text-editor'
import { textKind } from '../text/kind'

function EmailEditor(props: EditorProps) {
  return <TextEditor {...props} inputMode="email" />
}

export const emailKind: KindUi = { ...textKind, icon: AtSign, width: 200, Editor: EmailEditor }
