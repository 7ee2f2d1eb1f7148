import { UserRoundPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Form, RecordFull } from '@/api/types'
import { displayOf, personOf, recordValue } from '@/features/fields/field-values'
import { EditorPlace } from '@/features/fields/parts/editor-place'
import { isEditable, kindOf } from '@/features/fields/registry'
import { fieldByCode } from '@/features/fields/system-fields'
import { useComposition } from '@/lib/composition'
import { words } from '@/lib/label'
import { PersonChip } from '@/ui/avatar'
import { useOffer } from '@/ui/offers'
import type { Save } from '../edit/use-save'

interface OwnerChipProps {
  form: Form
  record: RecordFull
  save: Save
  canEdit: boolean
}

/** Who is responsible. A press lets whoever may edit the record name somebody else. */
export function OwnerChip({ form, record, save, canEdit }: OwnerChipProps) {
  const { t } = useTranslation()
  const [editing, setEditing] = useState(false)
  const composition = useComposition()
  const field = fieldByCode(form, 'owner')
  const name = displayOf(record, 'owner')
  const value = recordValue(record, 'owner')
  const shown = name ? (
    <PersonChip name={name} id={personOf(value)} />
  ) : (
    <span className="text-13 text-fg-3">{t('records:no_owner')}</span>
  )
  const may = field !== undefined && canEdit && isEditable(field)
  useOffer(
    may
      ? [
          {
            key: 'assign',
            label: t('records:bulk.assign'),
            icon: <UserRoundPlus size={16} />,
            run: () => setEditing(true),
          },
        ]
      : [],
  )
  if (!may) return shown
  if (!editing)
    return (
      <button
        type="button"
        aria-haspopup="listbox"
        title={t('records:edit_field', { field: words(field.name) })}
        onClick={() => setEditing(true)}
        className="inline-flex h-7 min-w-0 items-center rounded-6 px-1.5 text-13 hover:bg-hover max-md:h-11"
      >
        <span className="sr-only">{words(field.name)} </span>
        {shown}
      </button>
    )
  const { Editor } = kindOf(field)
  return (
    <div
      {...composition.handlers}
      className="flex h-8 w-44 items-center rounded-6 border border-line-strong max-md:h-11"
      // Before the list, which would only fold.
      onKeyDownCapture={event => {
        if (event.key !== 'Escape' || composition.isComposing(event)) return
        event.preventDefault()
        event.stopPropagation()
        setEditing(false)
      }}
      onBlur={event => {
        const to = event.relatedTarget as HTMLElement | null
        if (!event.currentTarget.contains(to) && !to?.closest('.ant-select-dropdown')) setEditing(false)
      }}
    >
      <EditorPlace
        focused
        waiting={null}
        field={field}
        form={form.code}
        record={record.id}
        value={value}
        display={name}
      >
        <Editor
          field={field}
          form={form.code}
          record={record.id}
          mode="cell"
          autoFocus
          label={words(field.name)}
          value={value}
          display={name}
          onChange={() => undefined}
          onCommit={(next = null, shownAs) => {
            setEditing(false)
            if (next !== (value ?? null)) void save(record, { owner: next }, { owner: shownAs || null })
          }}
        />
      </EditorPlace>
    </div>
  )
}
