import { useTranslation } from 'react-i18next'
import type { Form, RecordRow } from '@/api/types'
import { displayOf, recordValue } from '@/features/fields/field-values'
import { words } from '@/lib/label'
import { Dialog } from '@/ui/dialog'
import { Composer } from './composer'

/** A follow-up written on the phone: about whom, how, what was said, where it stands now, when to come back. */
export function WriteSheet({
  form,
  record,
  onClose,
  onSent,
}: {
  form: Form
  record: RecordRow
  onClose: () => void
  /** Instead of closing alone. */
  onSent?: () => void
}) {
  const { t } = useTranslation()
  const title = displayOf(record, form.title) || String(recordValue(record, form.title) ?? '')
  const about = form.fields
    .filter(field => field.kind.type === 'link' && !field.kind.many && !field.archived)
    .map(field => displayOf(record, field.code))
  const around = [...new Set([words(form.name), ...about])].filter(Boolean).join(' · ')
  return (
    <Dialog
      open
      onClose={onClose}
      // About whom in the same line: with the keyboard up there is no room for another.
      title={
        <span className="flex min-w-0 items-baseline gap-2">
          <span className="shrink-0">{t('records:write_activity')}</span>
          <span className="min-w-0 truncate text-14 font-medium text-fg-2">
            {title || t('records:untitled')}
          </span>
          <span className="min-w-0 shrink-[2] truncate text-12 font-normal text-fg-3">{around}</span>
        </span>
      }
    >
      <Composer form={form} record={record} onSent={onSent ?? onClose} />
    </Dialog>
  )
}
