import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field, RecordRow } from '@/api/types'
import { displayOf, isBlank, personOf, recordValue } from '@/features/fields/field-values'
import { kindOf } from '@/features/fields/registry'
import { words } from '@/lib/label'
import { Avatar } from '@/ui/avatar'
import { cx } from '@/ui/class-names'

/** Kinds whose cells are plain to look at: nothing in them can be pressed, and they say more than their text. */
const PAINTED: ReadonlySet<string> = new Set([
  'choice',
  'choices',
  'stage',
  'money',
  'number',
  'date',
  'date_time',
])
/** Short ones share a line. */
const SHORT: ReadonlySet<string> = new Set([
  'text',
  'phone',
  'choice',
  'stage',
  'money',
  'number',
  'date',
  'date_time',
])
const LONG_IDLE = 30

interface CardProps {
  form: string
  title: string
  fields: Field[]
  /** The board's own field: a board of people need not repeat the person on every card. */
  by: string
  record: RecordRow
}

/** A record as a card: its title, what was chosen to show, who is responsible and for how long nothing happened. */
export const Card = memo(function Card({ form, title, fields, by, record }: CardProps) {
  const { t } = useTranslation()
  const owner = by === 'owner' ? null : displayOf(record, 'owner')
  const idle = recordValue(record, 'idle_days')
  const days = typeof idle === 'number' || typeof idle === 'string' ? Number(idle) : undefined
  const shown = fields.filter(field => !isBlank(recordValue(record, field.code)))
  return (
    <div className="rounded-8 border border-line bg-surface px-3 py-2.5 shadow-1 dark:bg-raised">
      <p className="line-clamp-2 text-13 font-medium text-fg">
        {displayOf(record, title) || t('records:untitled')}
      </p>
      {shown.length > 0 && (
        <ul className="mt-1.5 flex flex-wrap gap-x-3 gap-y-1">
          {shown.map(field => (
            <li
              key={field.code}
              className={cx(
                'flex min-w-0 max-w-full items-center gap-1.5 text-12 text-fg-2',
                !SHORT.has(field.kind.type) && 'basis-full',
              )}
            >
              <Shown field={field} form={form} record={record} />
            </li>
          ))}
        </ul>
      )}
      {(owner || (days !== undefined && days > 0)) && (
        <div className="mt-2 flex items-center gap-1.5 text-12 text-fg-3">
          {owner && (
            <>
              <Avatar name={owner} id={personOf(recordValue(record, 'owner'))} size={20} />
              <span className="min-w-0 truncate">{owner}</span>
            </>
          )}
          {days !== undefined && days > 0 && (
            <span className={cx('tabular ml-auto shrink-0', days >= LONG_IDLE && 'text-bad')}>
              {t('kanban:idle', { count: days })}
            </span>
          )}
        </div>
      )}
    </div>
  )
})

function Shown({ field, form, record }: { field: Field; form: string; record: RecordRow }) {
  const { icon: Icon, Cell } = kindOf(field)
  const value = recordValue(record, field.code)
  const display = displayOf(record, field.code)
  const pill = field.kind.type === 'choice' || field.kind.type === 'choices' || field.kind.type === 'stage'
  return (
    <>
      <span className="sr-only">{words(field.name)}</span>
      {!pill && <Icon size={13} className="shrink-0 text-fg-3" aria-hidden="true" />}
      {PAINTED.has(field.kind.type) ? (
        <Cell field={field} form={form} record={record.id} value={value} display={display} />
      ) : (
        <span className="truncate">{display || String(value)}</span>
      )}
    </>
  )
}
