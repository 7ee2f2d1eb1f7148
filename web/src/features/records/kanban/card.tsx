import { CloudOff } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field, RecordRow } from '@/api/types'
import { displayOf, isBlank, personOf, recordValue } from '@/features/fields/field-values'
import { kindOf } from '@/features/fields/registry'
import { words } from '@/lib/label'
import { refusedOn, useRefused } from '@/offline/refused'
import { unsentOn, useUnsent, WHOLE } from '@/offline/unsent'
import { Avatar } from '@/ui/avatar'
import { cx } from '@/ui/class-names'
import { markText } from '../edit/refused-cells'

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
  /** It has come to an end: nothing is late on it any more. */
  closed: boolean
}

/** A record as a card: its title, what was chosen to show, who is responsible and for how long nothing happened. */
export const Card = memo(function Card({ form, title, fields, by, record, closed }: CardProps) {
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
              <Shown field={field} form={form} record={record} closed={closed} />
            </li>
          ))}
        </ul>
      )}
      <CardMarks record={record.id} />
      {(owner || (days !== undefined && days > 0)) && (
        <div className="mt-2 flex items-center gap-1.5 text-12 text-fg-3">
          {owner && (
            <>
              <Avatar name={owner} id={personOf(recordValue(record, 'owner'))} size={20} />
              <span className="min-w-0 truncate">{owner}</span>
            </>
          )}
          {days !== undefined && days > 0 && (
            <span className={cx('tabular ml-auto shrink-0', days >= LONG_IDLE && !closed && 'text-bad')}>
              {t('kanban:idle', { count: days })}
            </span>
          )}
        </div>
      )}
    </div>
  )
})

/** What of the card has not reached the server, or was refused there. */
function CardMarks({ record }: { record: string }) {
  const { t } = useTranslation()
  const waits = useUnsent(state => unsentOn(state, record))
  const refused = useRefused(state => refusedOn(state, record))
  return (
    <>
      {waits !== '' && (
        <p className="mt-1.5 flex items-center gap-1 text-12 text-warn">
          <CloudOff size={12} aria-hidden="true" />
          {t(waits.split(' ').includes(WHOLE) ? 'offline:going' : 'offline:unsaved')}
        </p>
      )}
      {refused.map(cell => (
        <p key={cell.field} className="mt-1.5 break-words text-12 text-bad">
          {cell.name} {markText(cell)}
        </p>
      ))}
    </>
  )
}

interface ShownProps {
  field: Field
  form: string
  record: RecordRow
  closed: boolean
}

function Shown({ field, form, record, closed }: ShownProps) {
  const { icon: Icon, Cell } = kindOf(field)
  const value = recordValue(record, field.code)
  const display = displayOf(record, field.code)
  const pill = field.kind.type === 'choice' || field.kind.type === 'choices' || field.kind.type === 'stage'
  return (
    <>
      <span className="sr-only">{words(field.name)}</span>
      {!pill && <Icon size={13} className="shrink-0 text-fg-3" aria-hidden="true" />}
      {PAINTED.has(field.kind.type) ? (
        <Cell field={field} form={form} record={record.id} value={value} display={display} closed={closed} />
      ) : (
        <span className="truncate">{display || String(value)}</span>
      )}
    </>
  )
}
