import { CalendarClock } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Form, RecordFull } from '@/api/types'
import { recordValue } from '@/features/fields/field-values'
import { fieldByCode } from '@/features/fields/system-fields'
import { overdueText, relativeTime } from '@/lib/format'
import { Button } from '@/ui/button'
import { cx } from '@/ui/class-names'
import type { Save } from '../edit/use-save'
import { NextDate } from '../timeline/next-date'
import { isClosed } from './record-parts'

interface NextChipProps {
  form: Form
  record: RecordFull
  save: Save
  canEdit: boolean
}

/** When this record is due next; late is red. A press sets another day. */
export function NextChip({ form, record, save, canEdit }: NextChipProps) {
  const { t } = useTranslation()
  if (!fieldByCode(form, 'next_activity_at')) return null
  const value = recordValue(record, 'next_activity_at')
  const next = typeof value === 'string' ? value : undefined
  if (!canEdit && !next) return null
  const late = next !== undefined && Date.parse(next) < Date.now() && !isClosed(form, record)
  const said = next
    ? late
      ? overdueText(next)
      : t('records:card_next', { when: relativeTime(next) })
    : t('records:next_unplanned')
  const look = cx('px-1.5!', late ? 'text-bad! font-medium' : !next && 'text-fg-3!')
  if (!canEdit) return <span className={cx('text-13', look)}>{said}</span>
  return (
    <NextDate value={next} onChange={at => void save(record, { next_activity_at: at })}>
      {trigger => (
        <Button look="quiet" size="small" icon={<CalendarClock size={14} />} className={look} {...trigger}>
          {said}
        </Button>
      )}
    </NextDate>
  )
}
