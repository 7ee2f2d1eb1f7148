import { useTranslation } from 'react-i18next'
import type { Form, HistoryItem } from '@/api/types'
import { FieldValue } from '@/features/fields/field-value'
import { fieldByCode } from '@/features/fields/system-fields'
import { words } from '@/lib/label'
import { cx } from '@/ui/class-names'

interface DifferenceListProps {
  form: Form
  record: string
  parts: HistoryItem['fields']
  /** Fields that stay as they are although they differ. */
  stays?: (field: string) => boolean
}

/** Differences field by field: what it was, what it is. */
export function DifferenceList({ form, record, parts, stays }: DifferenceListProps) {
  const { t } = useTranslation()
  if (parts.length === 0) return <p className="py-2 text-13 text-fg-3">{t('timeline:compare.same')}</p>
  return (
    <dl className="flex flex-col">
      {parts.map(part => {
        const field = fieldByCode(form, part.field)
        if (!field) return null
        const shown = { field, form: form.code, record }
        const kept = stays?.(part.field) ?? false
        return (
          <div
            key={part.field}
            className={cx(
              'grid grid-cols-[120px_1fr_1fr] gap-3 border-b border-line py-2 text-13 max-md:grid-cols-2',
              kept && 'opacity-60',
            )}
          >
            <dt className="text-fg-3 max-md:col-span-2">
              {words(field.name)}
              {kept && <span className="block text-12">{t('timeline:compare.stays')}</span>}
            </dt>
            <dd className="min-w-0 break-words text-fg-2 line-through decoration-line-strong *:max-w-full *:whitespace-pre-wrap">
              <FieldValue {...shown} value={part.before} display={part.display_before} />
            </dd>
            <dd className="min-w-0 break-words font-medium text-fg *:max-w-full *:whitespace-pre-wrap">
              <FieldValue {...shown} value={part.after} display={part.display_after} />
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
