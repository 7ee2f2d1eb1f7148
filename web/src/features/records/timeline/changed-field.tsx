import { Link } from '@tanstack/react-router'
import { RotateCcw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Field, HistoryItem, Value } from '@/api/types'
import { FieldValue } from '@/features/fields/field-value'
import { isBlank } from '@/features/fields/field-values'
import { linkTitles } from '@/features/fields/link/titles'
import { words } from '@/lib/label'
import { IconButton } from '@/ui/button'

interface ChangedFieldProps {
  field: Field
  form: string
  record: string
  part: HistoryItem['fields'][number]
  /** Brings the older value back, where the person may. */
  onBack: (() => void) | undefined
}

/** One field of an entry: what it was and what it became. */
export function ChangedField({ field, form, record, part, onBack }: ChangedFieldProps) {
  const { t } = useTranslation()
  const shown = { field, form, record }
  return (
    <div className="group/change flex min-h-6 min-w-0 items-center gap-1.5 text-12 text-fg-3">
      <span className="shrink-0">{words(field.name)}</span>
      <span className="min-w-0 max-w-[40%] truncate text-fg-2 *:max-w-full">
        <Side {...shown} value={part.before} display={part.display_before} />
      </span>
      <span aria-hidden="true">→</span>
      <span className="min-w-0 flex-1 truncate text-fg *:max-w-full">
        <Side {...shown} value={part.after} display={part.display_after} />
      </span>
      {onBack && (
        <IconButton
          size="small"
          label={t('records:bring_back', { field: words(field.name) })}
          className="opacity-0 focus-visible:opacity-100 group-hover/change:opacity-100"
          onClick={onBack}
        >
          <RotateCcw size={12} />
        </IconButton>
      )}
    </div>
  )
}

interface SideProps {
  field: Field
  form: string
  record: string
  value: Value
  display: string | undefined
}

/** A value of the past; linked records lead there, and one out of sight has no name but is not passed over. */
function Side(props: SideProps) {
  const { t } = useTranslation()
  const { field, value, display } = props
  if (field.kind.type !== 'link' || !field.kind.form || isBlank(value)) return <FieldValue {...props} />
  if (!display) return <span className="text-fg-3">{t('acts:unseen')}</span>
  const ids = Array.isArray(value) ? value.map(String) : [String(value)]
  const titles = linkTitles(ids, display)
  return (
    <span className="inline-flex min-w-0 gap-x-2">
      {ids.map((id, index) => (
        <Link
          key={id}
          to="/f/$form/$id"
          params={{ form: field.kind.form ?? '', id }}
          className="truncate text-accent hover:underline"
        >
          {titles[index] ?? t('acts:unseen')}
        </Link>
      ))}
    </span>
  )
}
