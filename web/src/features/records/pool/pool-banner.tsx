import { UserRoundPlus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Form, RecordFull } from '@/api/types'
import { recordValue } from '@/features/fields/field-values'
import { words } from '@/lib/label'
import { Button } from '@/ui/button'
import { isTrashed } from '../detail/record-view'
import { useClaim } from './use-claim'

/** Whether a record lies in its form's pool. */
export const isPooled = (form: Form, record: RecordFull): boolean =>
  Boolean(form.pool) && !isTrashed(record) && !recordValue(record, 'owner')

/** The form without what the pool keeps back of this record: a dash there would say that it is empty. */
export const formSeen = (form: Form, record: RecordFull): Form =>
  isPooled(form, record)
    ? { ...form, fields: form.fields.filter(field => !form.pool?.mask.includes(field.code)) }
    : form

/** Above a record that nobody owns: where it lies, what shows once it is claimed, and the button. */
export function PoolBanner({ form, record }: { form: Form; record: RecordFull }) {
  const { t } = useTranslation()
  const { claim, busy } = useClaim(form)
  if (!isPooled(form, record)) return null
  const masked = form.fields.filter(field => form.pool?.mask.includes(field.code))
  return (
    <div
      role="status"
      className="flex items-center gap-2 rounded-8 bg-accent-soft py-1.5 pl-3 pr-1.5 text-13 text-fg"
    >
      <span className="min-w-0 flex-1">
        {t('records:pool.lies_here', { pool: words(form.pool?.name) })}
        {masked.length > 0 &&
          ` ${t('records:pool.masked', {
            fields: masked.map(field => words(field.name)).join(t('filters:list_separator')),
          })}`}
      </span>
      <Button
        size="small"
        look="primary"
        icon={<UserRoundPlus size={14} />}
        busy={busy}
        onClick={() => void claim([record.id])}
      >
        {t('records:pool.claim')}
      </Button>
    </div>
  )
}
