import { useTranslation } from 'react-i18next'
import { PersonChip } from '@/ui/avatar'
import type { EditorProps } from '../kind-ui'
import { RemoteSelect } from '../parts/remote-select'

export function PersonEditor({
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
  const { t } = useTranslation()
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
      many={false}
      value={value ? [String(value)] : []}
      titles={display ? [display] : []}
      onPick={([picked = null], [title = '']) => {
        onChange(picked, title)
        onCommit?.(picked, title)
      }}
      render={(title, hint, person) => (
        <span className="flex min-w-0 items-center gap-2">
          <PersonChip name={title || t('fields:chosen_person')} id={person} />
          {hint && <span className="ml-auto truncate text-12 text-fg-3">{hint}</span>}
        </span>
      )}
    />
  )
}
