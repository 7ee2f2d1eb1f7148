import { useTranslation } from 'react-i18next'
import type { Form, RecordRow } from '@/api/types'
import { displayOf, recordValue } from '@/features/fields/field-values'
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
  return (
    <Dialog open onClose={onClose} title={t('records:write_activity')}>
      <p className="mb-3 truncate text-14 font-medium">{title || t('records:untitled')}</p>
      <Composer form={form} record={record} onSent={onClose} />
    </Dialog>
  )
}
