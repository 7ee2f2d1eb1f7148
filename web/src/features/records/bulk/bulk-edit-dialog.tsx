import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field, Form, RecordRow, Value } from '@/api/types'
import { isBlank, recordValue, sameValue } from '@/features/fields/field-values'
import { EditorPlace } from '@/features/fields/parts/editor-place'
import { isEditable, kindOf } from '@/features/fields/registry'
import { allFields } from '@/features/fields/system-fields'
import { plainNumber } from '@/lib/format'
import { words } from '@/lib/label'
import { codeText } from '@/lib/problem-text'
import { Select } from '@/ui/antd/select'
import { Labelled, Segmented } from '@/ui/controls'
import { Dialog } from '@/ui/dialog'
import { DialogButtons } from '@/ui/dialog-buttons'
import { tellingActions } from '../detail/by-hand'
import { canClear, emptyOf } from '../grid/cell-edits'
import type { Selection } from '../grid/selection'
import type { Bulk } from './use-bulk'

interface BulkEditDialogProps {
  form: Form
  selection: Selection
  bulk: Bulk
  onClose: () => void
}

/** One field of many records: which, to what, how many that changes, and then the way back. */
export function BulkEditDialog({ form, selection, bulk, onClose }: BulkEditDialogProps) {
  const { t, i18n } = useTranslation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: system fields are named in the language.
  const fields = useMemo(
    () => allFields(form).filter(field => isEditable(field) && field.kind.type !== 'attachment'),
    [form, i18n.language],
  )
  const [field, setField] = useState<Field | undefined>()
  const [clears, setClears] = useState(false)
  const [draft, setDraft] = useState<Value>(null)
  const [shown, setShown] = useState<string>()
  const [rows, setRows] = useState<RecordRow[]>()
  const code = field?.code
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again for another field only.
  useEffect(() => {
    setRows(undefined)
    if (!code) return
    let here = true
    void bulk.gather([code]).then(found => {
      if (!here) return
      if (found) setRows(found)
      else setField(undefined)
    })
    return () => {
      here = false
    }
  }, [code])
  const kind = field && kindOf(field)
  const cleaned =
    field && !clears && !isBlank(draft) ? (kind?.clean?.(draft, field) ?? { value: draft }) : undefined
  const problem = cleaned && 'problem' in cleaned ? codeText(cleaned.problem, cleaned.params) : undefined
  const value = clears && field ? emptyOf(field) : cleaned && 'value' in cleaned ? cleaned.value : undefined
  const changing =
    field && rows && value !== undefined
      ? rows.filter(row => !sameValue(recordValue(row, field.code), value))
      : undefined
  const overwritten =
    changing && field ? changing.filter(row => !isBlank(recordValue(row, field.code))).length : 0
  const run = () => {
    if (!field || !changing || value === undefined) return
    onClose()
    const same = (rows?.length ?? 0) - changing.length
    const already = same > 0 && t('records:bulk.edited_already', { count: same, shown: plainNumber(same) })
    void bulk.run(
      changing.map(row => ({ update: { id: row.id, rev: row.rev, values: { [field.code]: value } } })),
      {
        doing: t('records:bulk.editing', { field: words(field.name) }),
        done: count => {
          const done = t('records:bulk.edited', {
            count,
            shown: plainNumber(count),
            field: words(field.name),
          })
          return already ? t('records:bulk.and_already', { done, already }) : done
        },
        ...(shown && !clears ? { shown: { [field.code]: shown } } : {}),
      },
    )
  }
  return (
    <Dialog
      open
      onClose={onClose}
      width={480}
      title={t('records:bulk.edit_title', { count: selection.size, shown: plainNumber(selection.size) })}
      footer={
        <DialogButtons
          label={
            changing && changing.length > 0
              ? t('records:bulk.edit_run', { count: changing.length, shown: plainNumber(changing.length) })
              : t('records:bulk.edit')
          }
          disabled={!changing || changing.length === 0}
          onCancel={onClose}
          onRun={run}
        />
      }
    >
      <div className="flex min-h-44 flex-col gap-4">
        <Labelled label={t('records:bulk.field')}>
          {({ id }) => (
            <Select
              id={id}
              className="w-full"
              aria-label={t('records:bulk.field')}
              placeholder={t('records:bulk.choose_field')}
              showSearch={{ optionFilterProp: 'label' }}
              value={code}
              options={fields.map(one => ({ value: one.code, label: words(one.name) }))}
              onChange={next => {
                setField(fields.find(one => one.code === next))
                setDraft(null)
                setShown(undefined)
                setClears(false)
              }}
            />
          )}
        </Labelled>
        {field && kind && (
          <>
            {canClear(field) && (
              <Segmented
                label={t('records:bulk.way')}
                value={clears ? 'clear' : 'set'}
                options={[
                  { value: 'set', label: t('records:bulk.set') },
                  { value: 'clear', label: t('records:bulk.empty') },
                ]}
                onChange={next => setClears(next === 'clear')}
              />
            )}
            {!clears && (
              <Labelled label={words(field.name)} error={problem}>
                {({ id, invalid }) => (
                  <EditorPlace field={field} form={form.code} value={draft} display={shown}>
                    <kind.Editor
                      key={field.code}
                      id={id}
                      field={tellingActions(form, field)}
                      form={form.code}
                      mode="form"
                      label={words(field.name)}
                      value={draft}
                      invalid={invalid}
                      onChange={(next, display) => {
                        setDraft(next)
                        setShown(display)
                      }}
                    />
                  </EditorPlace>
                )}
              </Labelled>
            )}
            <p className="tabular text-13 text-fg-2" role="status">
              {!rows
                ? t('records:bulk.reading')
                : changing
                  ? [
                      t('records:bulk.would_change', {
                        count: changing.length,
                        shown: plainNumber(changing.length),
                        all: plainNumber(rows.length),
                      }),
                      overwritten > 0 &&
                        t('records:bulk.overwrites', { count: overwritten, shown: plainNumber(overwritten) }),
                    ]
                      .filter(Boolean)
                      .join(' ')
                  : ''}
            </p>
          </>
        )}
      </div>
    </Dialog>
  )
}
