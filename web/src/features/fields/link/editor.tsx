import type { EditorProps } from '../kind-ui'
import { RemoteSelect } from '../parts/remote-select'
import { linkTitles } from './titles'

export function LinkEditor({
  field,
  form,
  value,
  display,
  onChange,
  onCommit,
  mode,
  autoFocus,
  search,
  id,
  invalid,
  label,
}: EditorProps) {
  const many = field.kind.many === true
  const held = Array.isArray(value) ? value.map(String) : value ? [String(value)] : []
  return (
    <RemoteSelect
      form={form}
      field={field.code}
      label={label}
      id={id}
      invalid={invalid ?? false}
      autoFocus={autoFocus ?? false}
      search={search}
      inCell={mode === 'cell'}
      many={many}
      value={held}
      titles={linkTitles(held, display)}
      onPick={(picked, titles) => {
        const next = many ? picked : (picked[0] ?? null)
        onChange(next, titles.join('、'))
        if (!many) onCommit?.(next, titles.join('、'))
      }}
      onClose={many ? () => onCommit?.() : undefined}
      render={(title, hint) => (
        <span className="flex min-w-0 items-center gap-2">
          <span className="truncate">{title}</span>
          {hint && <span className="ml-auto shrink-0 text-12 text-fg-3">{hint}</span>}
        </span>
      )}
    />
  )
}
