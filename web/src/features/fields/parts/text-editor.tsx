import { useEffect, useRef } from 'react'
import { cx } from '@/ui/class-names'
import type { EditorProps } from '../kind-ui'

interface Extra {
  inputMode?: 'text' | 'decimal' | 'tel' | 'email' | 'url'
  autoComplete?: string
}

/** One line of text. In a cell the caret goes to the end, as in a spreadsheet. */
export function TextEditor({
  value,
  onChange,
  mode,
  autoFocus,
  id,
  invalid,
  label,
  inputMode = 'text',
  autoComplete = 'off',
}: EditorProps & Extra) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (!autoFocus || !input.current) return
    input.current.focus()
    const end = input.current.value.length
    input.current.setSelectionRange(end, end)
  }, [autoFocus])
  return (
    <input
      ref={input}
      id={id}
      aria-label={id ? undefined : label}
      aria-invalid={invalid || undefined}
      inputMode={inputMode}
      autoComplete={autoComplete}
      spellCheck={false}
      value={value === null || value === undefined ? '' : String(value)}
      onChange={event => onChange(event.target.value)}
      className={cx(mode === 'cell' ? 'cell-control' : 'field-control')}
    />
  )
}
