import { ArchiveRestore, CircleCheckBig, PenLine, Plus, RotateCcw, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Form, HistoryItem, RecordFull } from '@/api/types'
import { FieldValue } from '@/features/fields/field-value'
import { isEditable } from '@/features/fields/registry'
import { fieldByCode } from '@/features/fields/system-fields'
import { fullTime, relativeTime } from '@/lib/format'
import { words } from '@/lib/label'
import { IconButton } from '@/ui/button'
import { useSave } from '../edit/use-save'

interface ChangeEntryProps {
  form: Form
  record: RecordFull
  change: HistoryItem
  canEdit: boolean
}

const MOST_FIELDS = 5

function kindOfChange(change: HistoryItem): 'created' | 'trashed' | 'restored' | 'updated' | 'task' {
  if (change.kind.startsWith('task_')) return 'task'
  if (/creat/.test(change.kind)) return 'created'
  if (/trash|delet/.test(change.kind)) return 'trashed'
  return /restor/.test(change.kind) ? 'restored' : 'updated'
}
const ICONS = {
  created: Plus,
  trashed: Trash2,
  restored: ArchiveRestore,
  updated: PenLine,
  task: CircleCheckBig,
} as const

/** What became of a task. */
function taskTurn({ kind, task }: HistoryItem): string {
  if (kind === 'task_added') return 'added'
  if (kind === 'task_removed') return 'removed'
  return task?.finished ? 'finished' : task?.reopened ? 'reopened' : 'changed'
}

/** One entry of the log: who changed which field from what to what; an older value can be brought back. */
export function ChangeEntry({ form, record, change, canEdit }: ChangeEntryProps) {
  const { t } = useTranslation()
  const save = useSave(form)
  const kind = kindOfChange(change)
  const Icon = ICONS[kind]
  const fields = kind === 'created' ? [] : change.fields.slice(0, MOST_FIELDS)
  return (
    <>
      <span
        className="z-[1] flex size-6 shrink-0 items-center justify-center rounded-full bg-subtle text-fg-3"
        aria-hidden="true"
      >
        <Icon size={12} />
      </span>
      <div className="min-w-0 flex-1">
        <div className="flex min-h-6 flex-wrap items-center gap-x-1.5 text-13 text-fg-2">
          <span>{change.actor.name}</span>
          <span className="text-fg-3">
            {kind === 'task' ? t(`tasks:change.${taskTurn(change)}`) : t(`records:change.${kind}`)}
          </span>
          {change.task && <span className="min-w-0 break-words text-fg">{change.task.title}</span>}
          <time className="tabular ml-1 text-12 text-fg-3" dateTime={change.at} title={fullTime(change.at)}>
            {relativeTime(change.at)}
          </time>
        </div>
        {fields.map(part => {
          const field = fieldByCode(form, part.field)
          if (!field) return null
          const shown = { field, form: form.code, record: record.id }
          return (
            <div
              key={part.field}
              className="group/change flex min-h-6 min-w-0 items-center gap-1.5 text-12 text-fg-3"
            >
              <span className="shrink-0">{words(field.name)}</span>
              <span className="min-w-0 max-w-[40%] truncate text-fg-2 *:max-w-full">
                <FieldValue {...shown} value={part.before} display={part.display_before} />
              </span>
              <span aria-hidden="true">→</span>
              <span className="min-w-0 flex-1 truncate text-fg *:max-w-full">
                <FieldValue {...shown} value={part.after} display={part.display_after} />
              </span>
              {canEdit && isEditable(field) && kind === 'updated' && (
                <IconButton
                  size="small"
                  label={t('records:bring_back', { field: words(field.name) })}
                  className="opacity-0 focus-visible:opacity-100 group-hover/change:opacity-100"
                  onClick={() =>
                    void save(
                      record,
                      { [part.field]: part.before },
                      { [part.field]: part.display_before ?? null },
                    )
                  }
                >
                  <RotateCcw size={12} />
                </IconButton>
              )}
            </div>
          )
        })}
        {kind !== 'created' && change.fields.length > MOST_FIELDS && (
          <p className="text-12 text-fg-3">
            {t('records:change.more', { count: change.fields.length - MOST_FIELDS })}
          </p>
        )}
      </div>
    </>
  )
}
