import { ChevronsLeft, ChevronsRight, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Field } from '@/api/types'
import { compactNumber, decimalText, moneyText, plainNumber } from '@/lib/format'
import { Avatar } from '@/ui/avatar'
import { IconButton } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { Pill } from '@/ui/pill'
import type { Total } from './columns'
import { type BoardColumn, NO_COLUMN } from './settings'

interface HeadProps {
  column: BoardColumn
  total: Total | undefined
  sum: Field | undefined
  onToggle: () => void
  onAdd: (() => void) | undefined
}

function Name({ column }: { column: BoardColumn }) {
  if (column.option) return <Pill hue={column.option.hue}>{column.name}</Pill>
  if (column.key === NO_COLUMN) return <span className="truncate text-13 text-fg-3">{column.name}</span>
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-13 font-medium">
      <Avatar name={column.name} id={column.key} size={20} />
      <span className="truncate">{column.name}</span>
    </span>
  )
}

/** Pill, count and sum: of all records of the column, as the server counts them. */
export function ColumnHead({ column, total, sum, onToggle, onAdd }: HeadProps) {
  const { t } = useTranslation()
  return (
    <header className="group/head relative flex h-10 shrink-0 items-center gap-2 px-1.5">
      <Name column={column} />
      <span className="tabular text-12 text-fg-3" data-column-count="">
        {total ? plainNumber(total.count) : ''}
      </span>
      {sum && total && total.sum !== null && (
        <span className="tabular ml-auto truncate text-12 text-fg-2" title={exact(sum, total.sum)}>
          {brief(sum, total.sum)}
        </span>
      )}
      <span className="absolute inset-y-0 right-0 flex items-center rounded-8 bg-subtle px-1 opacity-0 transition-opacity focus-within:opacity-100 group-hover/head:opacity-100 max-md:static max-md:bg-transparent max-md:px-0 max-md:opacity-100 max-md:last:ml-auto">
        {onAdd && (
          <IconButton
            size="small"
            className="max-md:size-11"
            label={t('kanban:add_in', { column: column.name })}
            onClick={onAdd}
          >
            <Plus size={14} />
          </IconButton>
        )}
        <IconButton
          size="small"
          className="max-md:size-11"
          label={t('kanban:collapse', { column: column.name })}
          onClick={onToggle}
        >
          <ChevronsLeft size={14} />
        </IconButton>
      </span>
    </header>
  )
}

interface FoldedProps {
  column: BoardColumn
  total: Total | undefined
  onToggle: () => void
  over: boolean
}

/** A column folded away: still counts, and cards can still be dropped on it. */
export function FoldedColumn({ column, total, onToggle, over }: FoldedProps) {
  const { t } = useTranslation()
  return (
    <section
      data-drop={column.key}
      aria-label={t('kanban:folded', { column: column.name, count: total?.count ?? 0 })}
      className={cx(
        'flex h-full w-10 shrink-0 flex-col items-center gap-2 rounded-8 py-1.5',
        over ? 'bg-accent-soft outline-2 -outline-offset-2 outline-accent' : 'bg-subtle',
      )}
    >
      <IconButton size="small" label={t('kanban:expand', { column: column.name })} onClick={onToggle}>
        <ChevronsRight size={14} />
      </IconButton>
      <span className="tabular text-12 text-fg-3">{total ? compactNumber(total.count) : ''}</span>
      <i
        aria-hidden="true"
        className="size-1.5 shrink-0 rounded-full"
        style={{ background: `var(--hue-${column.option?.hue ?? 'slate'})` }}
      />
      <span className="min-h-0 truncate text-13 text-fg-2 [writing-mode:vertical-rl]">{column.name}</span>
    </section>
  )
}

/** ¥318.6 万: what a head has room for. */
export function brief(field: Field, sum: string): string {
  const text = compactNumber(Number(sum))
  if (field.kind.type !== 'money') return field.kind.unit ? `${text} ${field.kind.unit}` : text
  const sign = moneyText('1', field.kind.currency ?? 'CNY').slice(0, -1)
  return text.startsWith('-') ? `-${sign}${text.slice(1)}` : `${sign}${text}`
}

const exact = (field: Field, sum: string): string =>
  field.kind.type === 'money' ? moneyText(sum, field.kind.currency ?? 'CNY') : decimalText(sum)
