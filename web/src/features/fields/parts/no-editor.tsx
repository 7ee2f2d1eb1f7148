import type { EditorProps } from '../kind-ui'

/** For values the system gives: shown, never edited. */
export function NoEditor({ display, value, id }: EditorProps) {
  return (
    <output id={id} className="text-fg-2">
      {display ?? String(value ?? '')}
    </output>
  )
}
