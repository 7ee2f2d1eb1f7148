import { ChevronDown, ListTodo } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ColumnPatch, ImportColumn } from '@/api/import-types'
import type { Form } from '@/api/types'
import { plainNumber } from '@/lib/format'
import { IconButton } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { ColumnDetails } from './column-details'
import { reasonText } from './import-text'
import { openQuestions, targetKey, targetOf } from './mapping'
import { TargetSelect } from './target-select'

const SAMPLES = 4

export interface ColumnRowProps {
  column: ImportColumn
  form: Form | undefined
  rows: number
  contested: ReadonlySet<string>
  open: boolean
  onToggle: () => void
  onChange: (patch: ColumnPatch) => void
}

export function ColumnRow(props: ColumnRowProps) {
  const { t } = useTranslation()
  const { column, form, rows, contested, open, onToggle, onChange } = props
  const questions = openQuestions(column)
  const clash = contested.has(targetKey(column.to))
  const skipped = column.to === null
  const why = reasonText(column, form)
  const title = column.header || t('import:fields.unnamed', { n: column.index + 1 })
  return (
    <li className={cx('border-b border-line', open && 'bg-subtle/40')}>
      <div className="grid grid-cols-[minmax(0,1fr)_280px_28px] items-start gap-x-4 gap-y-2 px-2 py-2.5 max-md:grid-cols-[minmax(0,1fr)_44px]">
        <div className="min-w-0">
          <p className={cx('truncate text-13 font-medium', skipped && 'text-fg-3')}>{title}</p>
          <p className="truncate text-12 text-fg-3">
            {column.sample.length > 0
              ? column.sample.slice(0, SAMPLES).join('、')
              : t('import:fields.nothing')}
          </p>
          <p className="tabular text-12 text-fg-3">
            {t('import:fields.facts', {
              distinct: column.more_distinct
                ? `${plainNumber(column.distinct - 1)}+`
                : plainNumber(column.distinct),
              filled: rows > 0 ? Math.round(((rows - column.blank) / rows) * 100) : 0,
            })}
          </p>
        </div>
        <div className="min-w-0 max-md:order-3 max-md:col-span-2">
          <TargetSelect
            column={column}
            form={form}
            label={t('import:fields.target_of', { column: title })}
            clash={clash}
            onChange={key => onChange({ index: column.index, to: targetOf(key, column) })}
          />
          <p className={cx('mt-1 text-12', clash ? 'text-bad' : 'text-fg-3')}>
            {clash ? t('import:fields.clash') : why}
          </p>
          {questions > 0 && (
            <button
              type="button"
              onClick={() => !open && onToggle()}
              className="mt-1 inline-flex items-center gap-1 rounded-6 bg-warn-soft px-1.5 text-12 text-warn"
            >
              <ListTodo size={12} aria-hidden="true" />
              {t('import:fields.questions', { count: questions })}
            </button>
          )}
        </div>
        <IconButton
          label={t('import:fields.details', { column: title })}
          aria-expanded={open}
          disabled={skipped}
          onClick={onToggle}
          className="mt-0.5"
        >
          <ChevronDown size={16} className={cx('transition-transform', open && 'rotate-180')} />
        </IconButton>
      </div>
      {open && !skipped && <ColumnDetails column={column} form={form} onChange={onChange} />}
    </li>
  )
}
