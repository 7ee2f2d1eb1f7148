import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Condition, Field, Filter } from '@/api/types'
import { kindOf } from '@/features/fields/registry'
import { words } from '@/lib/label'
import { asGroup, askable, countConditions, isCondition, itemsOf, remove } from './filter-document'
import { speaksOfLinks, useFilterFields } from './filter-fields'
import { saidOp } from './op-words'
import { sentence } from './sentence'
import { useNames } from './use-names'
import { valueWords } from './value-words'

interface FilterChipsProps {
  fields: Field[]
  filter: Filter | undefined
  onChange: (filter: Filter) => void
  onOpen: (anchor: HTMLElement) => void
}

/** The filter at a glance: 字段 是 值 ×. Anything but a plain list of conditions is one chip that opens the sentence. */
export function FilterChips({ fields: own, filter, onChange, onOpen }: FilterChipsProps) {
  const { t } = useTranslation()
  const fields = useFilterFields(own, speaksOfLinks(filter))
  const names = useNames(fields, filter)
  // What is only begun narrows nothing.
  const root = asGroup(askable(filter))
  const plain = 'and' in root && itemsOf(root).every(isCondition)
  const count = countConditions(filter)
  if (count === 0) return null
  if (!plain) {
    return (
      <Chip
        onOpen={onOpen}
        onRemove={() => onChange({ and: [] })}
        removeLabel={t('filters:clear')}
        title={sentence(filter, fields, names)}
      >
        <span className="max-w-[420px] truncate px-2 text-fg">
          {sentence(filter, fields, names) || t('filters:conditions', { count })}
        </span>
      </Chip>
    )
  }
  return (itemsOf(root) as Condition[]).map((condition, index) => {
    const field = fields.find(candidate => candidate.code === condition.field)
    if (!field) return null
    const value = valueWords(field, condition, names)
    return (
      <Chip
        key={`${condition.field}${condition.op}${value}`}
        onOpen={onOpen}
        onRemove={() => onChange(remove(root, [index]))}
        removeLabel={t('filters:remove_named', { field: words(field.name) })}
      >
        <span className="border-r border-line px-2 text-fg-3">{words(field.name)}</span>
        <span className="px-2 text-fg-3">{saidOp(kindOf(field).ops, condition.op, condition.value)}</span>
        {value && <span className="max-w-44 truncate border-l border-line px-2 text-fg">{value}</span>}
      </Chip>
    )
  })
}

interface ChipProps {
  children: React.ReactNode
  onOpen: (anchor: HTMLElement) => void
  onRemove: () => void
  removeLabel: string
  title?: string
}

function Chip({ children, onOpen, onRemove, removeLabel, title }: ChipProps) {
  return (
    <span className="flex h-7 shrink-0 items-center overflow-hidden rounded-6 border border-line-strong bg-surface text-12">
      <button
        type="button"
        title={title}
        className="flex h-full items-center whitespace-nowrap hover:bg-hover [&>span]:leading-7"
        onClick={event => onOpen(event.currentTarget)}
      >
        {children}
      </button>
      <button
        type="button"
        aria-label={removeLabel}
        title={removeLabel}
        onClick={onRemove}
        className="flex h-full w-6 items-center justify-center border-l border-line text-fg-3 hover:bg-hover hover:text-fg"
      >
        <X size={12} />
      </button>
    </span>
  )
}
