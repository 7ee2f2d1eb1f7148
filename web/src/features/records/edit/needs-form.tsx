import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field, RecordRow, Value } from '@/api/types'
import { displayOf, isBlank, recordValue } from '@/features/fields/field-values'
import { EditorPlace } from '@/features/fields/parts/editor-place'
import { kindOf } from '@/features/fields/registry'
import { useComposition } from '@/lib/composition'
import { words } from '@/lib/label'
import { codeText } from '@/lib/problem-text'
import { usePhone } from '@/lib/use-media'
import { Button } from '@/ui/button'
import { Labelled } from '@/ui/controls'
import { Popover } from '@/ui/popover'

type Values = Record<string, Value>
type Displays = Record<string, string | null>

interface NeedsFormProps {
  form: string
  record: RecordRow
  fields: Field[]
  /** Where the record is meant to go, in words. */
  to: string
  anchor: HTMLElement | null
  onDone: (values: Values, display: Displays) => void
  onClose: () => void
}

/** A move that needs more than a move asks for it on the spot: only these fields, nothing else. */
export function NeedsForm({ form, record, fields, to, anchor, onDone, onClose }: NeedsFormProps) {
  const { t } = useTranslation()
  const phone = usePhone()
  const composition = useComposition()
  const [draft, setDraft] = useState<Values>(() =>
    Object.fromEntries(fields.map(field => [field.code, recordValue(record, field.code) ?? null])),
  )
  const [problems, setProblems] = useState<Record<string, string>>({})
  const display = useRef<Displays>({})
  const submit = () => {
    const wrong: Record<string, string> = {}
    const ready: Values = {}
    for (const field of fields) {
      const cleaned = kindOf(field).clean?.(draft[field.code] ?? null, field) ?? {
        value: draft[field.code] ?? null,
      }
      if ('problem' in cleaned) wrong[field.code] = codeText(cleaned.problem, cleaned.params)
      else if (isBlank(cleaned.value)) wrong[field.code] = codeText('required')
      else ready[field.code] = cleaned.value
    }
    setProblems(wrong)
    if (Object.keys(wrong).length === 0) onDone(ready, display.current)
  }
  return (
    <Popover
      open
      anchor={anchor}
      onClose={onClose}
      label={t('records:needs.title', { to })}
      width={300}
      plain
    >
      <form
        noValidate
        {...composition.handlers}
        className="flex flex-col gap-3 p-4"
        onSubmit={event => {
          event.preventDefault()
          if (!composition.isComposing()) submit()
        }}
      >
        <p className="text-14 font-medium">{t('records:needs.title', { to })}</p>
        {fields.map((field, index) => {
          const kind = kindOf(field)
          const Editor = (phone && kind.PhoneEditor) || kind.Editor
          return (
            <Labelled key={field.code} label={words(field.name)} required error={problems[field.code]}>
              {ids => (
                <EditorPlace
                  field={field}
                  form={form}
                  record={record.id}
                  value={draft[field.code]}
                  display={displayOf(record, field.code)}
                >
                  <Editor
                    field={field}
                    form={form}
                    record={record.id}
                    mode="form"
                    label={words(field.name)}
                    id={ids.id}
                    invalid={ids.invalid}
                    value={draft[field.code] ?? null}
                    display={displayOf(record, field.code)}
                    autoFocus={index === 0 && !phone}
                    onChange={(value, shown) => {
                      display.current[field.code] = shown ?? (typeof value === 'string' ? value : null)
                      setDraft(old => ({ ...old, [field.code]: value }))
                    }}
                  />
                </EditorPlace>
              )}
            </Labelled>
          )
        })}
        <div className="flex justify-end gap-2 max-md:[&>button]:h-11 max-md:[&>button]:flex-1">
          <Button onClick={onClose}>{t('app:cancel')}</Button>
          <Button look="primary" type="submit">
            {t('records:needs.move')}
          </Button>
        </div>
      </form>
    </Popover>
  )
}
