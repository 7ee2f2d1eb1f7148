import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field, RecordFull, StoredFile } from '@/api/types'
import { displayOf, isBlank, recordValue } from '@/features/fields/field-values'
import { EditorPlace } from '@/features/fields/parts/editor-place'
import { isEditable, kindOf } from '@/features/fields/registry'
import { words } from '@/lib/label'
import { later } from '@/lib/later'
import { leadsToMap } from '@/lib/map-link'
import { usePhone } from '@/lib/use-media'
import { FieldMark } from '@/offline/unsent-mark'
import { IconButton } from '@/ui/button'
import { cx } from '@/ui/class-names'
import type { Save } from '../edit/use-save'
// Not in a chunk of its own: what is typed right after the click is meant for it.
import { InlineEdit } from './inline-edit'
import { LinkedValue } from './linked-value'

const FileList = later(() => import('@/features/fields/attachment/file-list').then(m => m.FileList))

interface InlineFieldProps {
  form: string
  field: Field
  record: RecordFull
  save: Save
  canEdit: boolean
  /** The record has come to an end: nothing is late on it any more. */
  closed: boolean
}

/** A label and its value; a click turns the value into its editor. */
export function InlineField({ form, field, record, save, canEdit, closed }: InlineFieldProps) {
  const [editing, setEditing] = useState(false)
  const kind = kindOf(field)
  const editable = canEdit && isEditable(field)
  const value = recordValue(record, field.code)
  const always = field.kind.type === 'attachment' || field.kind.type === 'yes_no'
  const long = (field.kind.type === 'long_text' && !field.sensitive) || field.kind.type === 'attachment'
  return (
    <div className="flex min-h-8 items-start gap-2 py-px max-md:min-h-11">
      <span
        className="flex min-h-8 w-[104px] shrink-0 items-center text-13 text-fg-3 max-md:min-h-11"
        title={words(field.help ?? '') || undefined}
      >
        <span className="min-w-0 break-words">{words(field.name)}</span>
      </span>
      <div className={cx('min-w-0 flex-1', editable && field.kind.type === 'yes_no' && 'px-2')}>
        {editable && always ? (
          <EditorPlace
            waiting={<span className="block h-8" />}
            field={field}
            form={form}
            record={record.id}
            value={value}
            display={displayOf(record, field.code)}
          >
            <kind.Editor
              field={field}
              form={form}
              record={record.id}
              mode="form"
              label={words(field.name)}
              value={value}
              display={displayOf(record, field.code)}
              onChange={() => undefined}
              onCommit={next => next !== undefined && void save(record, { [field.code]: next })}
            />
          </EditorPlace>
        ) : editing ? (
          <EditorPlace
            focused
            waiting={<span className="block h-8" />}
            field={field}
            form={form}
            record={record.id}
            value={value}
            display={displayOf(record, field.code)}
          >
            <InlineEdit
              form={form}
              field={field}
              record={record}
              save={save}
              onDone={() => setEditing(false)}
            />
          </EditorPlace>
        ) : (
          <Shown
            form={form}
            field={field}
            record={record}
            editable={editable}
            long={long}
            closed={closed}
            onEdit={() => setEditing(true)}
            blank={isBlank(value)}
          />
        )}
        {!editing && <FieldMark record={record.id} field={field.code} />}
      </div>
    </div>
  )
}

interface ShownProps {
  form: string
  field: Field
  record: RecordFull
  editable: boolean
  long: boolean
  closed: boolean
  blank: boolean
  onEdit: () => void
}

function Shown({ form, field, record, editable, long, closed, onEdit, blank }: ShownProps) {
  const { t } = useTranslation()
  const phone = usePhone()
  const value = recordValue(record, field.code)
  const content = long ? (
    field.kind.type === 'attachment' ? (
      <EditorPlace
        waiting={<span className="block h-8" />}
        field={field}
        form={form}
        record={record.id}
        value={value}
        display={displayOf(record, field.code)}
      >
        <FileList
          files={(Array.isArray(value) ? value : []) as unknown as StoredFile[]}
          form={form}
          record={record.id}
          field={field.code}
        />
      </EditorPlace>
    ) : (
      <span className="whitespace-pre-wrap break-words">{blank ? '–' : String(value)}</span>
    )
  ) : (
    <LinkedValue field={field} record={record} form={form} closed={closed} />
  )
  const box = cx(
    'relative flex min-h-8 w-full min-w-0 items-center rounded-6 px-2 text-left text-13 max-md:min-h-11 max-md:text-14',
    blank && 'text-fg-3',
  )
  if (!editable) return <div className={box}>{content}</div>
  // A link inside a button is nothing a keyboard can use: values that lead somewhere get a button of their own.
  const leads = LEADING.has(field.kind.type) || field.sensitive || leadsToMap(field, navigator.userAgent)
  if (!blank && leads) {
    return (
      <div className={cx(box, 'group/value hover:bg-hover')}>
        <span className="min-w-0 flex-1">{content}</span>
        <IconButton
          size={phone ? 'touch' : 'small'}
          label={t('records:edit_field', { field: words(field.name) })}
          onClick={onEdit}
          className="opacity-0 focus-visible:opacity-100 group-hover/value:opacity-100 max-md:opacity-100"
        >
          <Pencil size={phone ? 16 : 13} />
        </IconButton>
      </div>
    )
  }
  return (
    <button type="button" onClick={onEdit} className={cx(box, 'cursor-text hover:bg-hover')}>
      <span className="sr-only">{words(field.name)}</span>
      {content}
    </button>
  )
}

const LEADING: ReadonlySet<string> = new Set(['phone', 'email', 'url', 'link'])
