import { Link } from '@tanstack/react-router'
import { MessageSquarePlus, Phone } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Form, RecordRow } from '@/api/types'
import { displayOf, isBlank, recordValue } from '@/features/fields/field-values'
import { fieldByCode } from '@/features/fields/system-fields'
import { callMark } from '@/lib/calls'
import { overdueText, relativeTime } from '@/lib/format'
import { Arriving } from '@/ui/arriving'
import { cx } from '@/ui/class-names'
import { FoundBy } from '@/ui/found-by'
import { isClosed } from '../detail/record-parts'
import { RestoreButton } from '../list-parts'
import type { Column } from '../list-state'
import { RecordValue } from '../record-value'

export const CARD_HEIGHT = 112

interface PhoneCardProps {
  form: Form
  record: RecordRow | undefined
  columns: Column[]
  /** Nothing is written about what lies in the bin. */
  onWrite: ((record: RecordRow) => void) | undefined
}

/** Name and stage, who, what it is worth; a call and a follow-up one tap away; what is overdue is red. */
export const PhoneCard = memo(function PhoneCard({ form, record, columns, onWrite }: PhoneCardProps) {
  const { t } = useTranslation()
  if (!record) {
    return (
      <div className="flex h-full flex-col justify-center gap-3 rounded-12 border border-line bg-surface px-4">
        <span className="bone appear-late h-3.5 w-2/5" />
        <span className="bone appear-late h-3 w-3/5" />
      </div>
    )
  }
  const title =
    displayOf(record, form.title) || String(recordValue(record, form.title) ?? '') || t('records:untitled')
  const live = form.fields.filter(field => !field.archived)
  const stage = live.find(field => field.kind.type === 'stage')
  const phoneField = live.find(field => field.kind.type === 'phone' && !field.sensitive)
  const number = phoneField && recordValue(record, phoneField.code)
  const rest = columns
    .map(column => fieldByCode(form, column.field))
    .filter(field => field !== undefined)
    .filter(
      field =>
        field.code !== form.title &&
        field.code !== stage?.code &&
        field.code !== phoneField?.code &&
        !field.code.endsWith('_at') &&
        field.code !== 'idle_days' &&
        field.code !== 'owner',
    )
    .filter(field => !isBlank(recordValue(record, field.code)))
  const [second, ...small] = rest
  const shown = [form.title, stage?.code, ...rest.slice(0, 2).map(field => field.code)]
  const because = shown.includes(record.because?.field) ? undefined : record.because
  const next = recordValue(record, 'next_activity_at')
  const overdue = typeof next === 'string' && Date.parse(next) < Date.now() && !isClosed(form, record)
  const show = (field: (typeof rest)[number]) => <RecordValue form={form} record={record} field={field} />
  return (
    <div className="relative flex h-full flex-col justify-between rounded-12 border border-line bg-surface px-4 py-3 active:bg-hover">
      <div className="flex min-w-0 items-center justify-between gap-2">
        <Link
          to="/f/$form/$id"
          params={{ form: form.code, id: record.id }}
          className="min-w-0 truncate text-16 font-semibold after:absolute after:inset-0 after:content-['']"
        >
          {title}
        </Link>
        {stage && <span className="shrink-0">{show(stage)}</span>}
      </div>
      <div className="min-h-5.5 truncate pr-25 text-14 text-fg-2">
        {because ? <FoundBy form={form.code} because={because} className="" /> : second ? show(second) : ' '}
      </div>
      <div className="flex min-h-5.5 min-w-0 items-center gap-3 pr-25 text-13 text-fg-3">
        {small.slice(0, next ? 1 : 2).map(field => (
          <span key={field.code} className="min-w-0 truncate">
            {show(field)}
          </span>
        ))}
        {typeof next === 'string' && next && (
          <span className={cx('shrink-0', overdue && 'font-medium text-bad')}>
            {overdue ? overdueText(next) : t('records:card_next', { when: relativeTime(next) })}
          </span>
        )}
      </div>
      <div className="absolute bottom-2.5 right-3 z-[1] flex gap-2">
        {onWrite && (
          <button
            type="button"
            aria-label={t('records:write_activity')}
            onClick={() => onWrite(record)}
            className="flex size-11 items-center justify-center rounded-full bg-subtle text-fg-2"
          >
            <MessageSquarePlus size={20} />
          </button>
        )}
        {record.values.deleted_at && (
          <Arriving>
            <RestoreButton form={form.code} id={record.id} title={title} />
          </Arriving>
        )}
        {typeof number === 'string' && number && !record.values.deleted_at && (
          <a
            href={`tel:${number}`}
            {...callMark(form.code, record.id)}
            aria-label={t('records:call')}
            className="flex size-11 items-center justify-center rounded-full bg-accent-soft text-accent"
          >
            <Phone size={20} />
          </a>
        )}
      </div>
    </div>
  )
})
