import { Link } from '@tanstack/react-router'
import type { Field, RecordFull } from '@/api/types'
import { FieldValue } from '@/features/fields/field-value'
import { displayOf, isBlank, recordValue } from '@/features/fields/field-values'
import { linkTitles } from '@/features/fields/link/titles'
import { SealedValue } from '@/features/fields/sealed/sealed-value'
import { callMark } from '@/lib/calls'
import { leadsToMap, mapLink } from '@/lib/map-link'
import { cx } from '@/ui/class-names'

/** Values that lead somewhere are links. */
export function LinkedValue({
  field,
  record,
  form,
  closed,
}: {
  field: Field
  record: RecordFull
  form: string
  closed: boolean
}) {
  const value = recordValue(record, field.code)
  const display = displayOf(record, field.code)
  const link = 'truncate text-accent hover:underline'
  if (!isBlank(value)) {
    if (field.sensitive)
      return <SealedValue field={field} form={form} record={record.id} mask={display ?? '••••••'} />
    if (field.kind.type === 'phone')
      return (
        <a
          className={cx(link, 'tabular max-md:py-3')}
          href={`tel:${String(value)}`}
          {...callMark(form, record.id)}
        >
          {display ?? String(value)}
        </a>
      )
    if (field.kind.type === 'email')
      return (
        <a className={link} href={`mailto:${String(value)}`}>
          {String(value)}
        </a>
      )
    if (field.kind.type === 'url' && /^https?:\/\//i.test(String(value))) {
      return (
        <a className={link} href={String(value)} target="_blank" rel="noopener noreferrer">
          {String(value)}
        </a>
      )
    }
    if (leadsToMap(field, navigator.userAgent)) {
      return (
        <a
          className={cx(link, 'whitespace-normal! max-md:py-3')}
          href={mapLink(String(value), navigator.userAgent)}
        >
          {String(value)}
        </a>
      )
    }
    if (field.kind.type === 'link' && field.kind.form) {
      const ids = Array.isArray(value) ? value.map(String) : [String(value)]
      const titles = linkTitles(ids, display)
      return (
        <span className="flex min-w-0 flex-wrap gap-x-3">
          {ids.map((id, index) => (
            <Link key={id} to="/f/$form/$id" params={{ form: field.kind.form ?? '', id }} className={link}>
              {titles[index] ?? titles[0] ?? id}
            </Link>
          ))}
        </span>
      )
    }
  }
  return (
    <FieldValue
      field={field}
      form={form}
      record={record.id}
      value={value}
      display={display}
      closed={closed}
    />
  )
}
