import type { Field, Value } from '@/api/types'
import { EditorPlace } from '@/features/fields/parts/editor-place'
import { kindOf } from '@/features/fields/registry'
import { words } from '@/lib/label'
import { Labelled } from '@/ui/controls'

interface FormFieldProps {
  form: string
  field: Field
  phone: boolean
  value: Value | undefined
  /** What a linked record is called, before anything is picked. */
  display: string | undefined
  error: string | undefined
  onChange: (value: Value) => void
  first: boolean
}

/** A field of a new record with its label, help and problem. */
export function FormField({ form, field, phone, value, display, error, onChange, first }: FormFieldProps) {
  const kind = kindOf(field)
  const Editor = (phone && kind.PhoneEditor) || kind.Editor
  return (
    <Labelled
      label={words(field.name)}
      required={field.required ?? false}
      error={error}
      help={words(field.help)}
    >
      {ids => (
        <EditorPlace field={field} form={form} value={value} display={display}>
          <Editor
            field={field}
            form={form}
            mode="form"
            label={words(field.name)}
            id={ids.id}
            invalid={ids.invalid}
            value={value ?? null}
            display={display ?? null}
            autoFocus={first && !phone}
            onChange={next => onChange(next)}
          />
        </EditorPlace>
      )}
    </Labelled>
  )
}
