import { AlignLeft } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { CellProps, EditorProps, KindUi } from '../kind-ui'
import { TextFilterLater } from '../parts/lazy-parts'

function LongTextCell({ value }: CellProps) {
  return <span className="truncate">{typeof value === 'string' ? value.replace(/\s*\n\s*/g, ' ') : ''}</span>
}

function LongTextEditor({ value, onChange, mode, autoFocus, id, invalid, label }: EditorProps) {
  const area = useRef<HTMLTextAreaElement>(null)
  const text = typeof value === 'string' ? value : ''
  useEffect(() => {
    if (!autoFocus || !area.current) return
    area.current.focus()
    area.current.setSelectionRange(area.current.value.length, area.current.value.length)
  }, [autoFocus])
  return (
    <textarea
      ref={area}
      id={id}
      aria-label={id ? undefined : label}
      aria-invalid={invalid || undefined}
      rows={Math.min(12, Math.max(mode === 'cell' ? 5 : 3, text.split('\n').length))}
      value={text}
      onChange={event => onChange(event.target.value)}
      className={
        mode === 'cell'
          ? 'block w-full resize-none bg-transparent px-2.5 py-2 text-13 focus:outline-none'
          : 'field-control resize-y'
      }
    />
  )
}

export const longTextKind: KindUi = {
  icon: AlignLeft,
  ops: 'text',
  width: 240,
  sortable: false,
  editable: true,
  editsIn: 'panel',
  Cell: LongTextCell,
  Editor: LongTextEditor,
  Filter: TextFilterLater,
  clean: value => ({ value: typeof value === 'string' && value.trim() === '' ? null : value }),
}
