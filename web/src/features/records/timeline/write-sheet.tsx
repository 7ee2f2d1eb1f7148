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
}: {
  form: Form
  record: RecordRow
  onClose: () => void
}) {
  const { t } = useTranslation()
  const title = displayOf(record, form.title) || String(recordValue(record, form.title) ?? '')
  const about = form.fields
    .filter(field => field.kind.type === 'link' && !field.kind.many && !field.archived)
    .map(field => displayOf(record, field.code))
  const around = [...new Set([words(form.name), ...about])].filter(Boolean).join(' · ')
  return (
    <Dialog open onClose={onClose} title={t('records:write_activity')}>
      <div className="mb-3 flex min-w-0 items-baseline gap-2">
        <p className="min-w-0 truncate text-16 font-medium">{title || t('records:untitled')}</p>
        <p className="min-w-0 shrink-[2] truncate text-12 text-fg-3">{around}</p>
      </div>
      <Composer form={form} record={record} onSent={onClose} />
    </Dialog>
  )
}
