import type { EditorProps } from '../kind-ui'
import { OptionSelect } from '../parts/option-select'

export function ChoiceEditor(props: EditorProps) {
  return <OptionSelect {...props} many={false} />
}
