import { ChevronDown, GripVertical, ListTodo } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ColumnPatch, Import, ImportColumn } from '@/api/import-types'
import type { Form } from '@/api/types'
import { useDragSource, useDropTarget } from '@/features/designer/dnd'
import { plainNumber } from '@/lib/format'
import { usePhone } from '@/lib/use-media'
import { IconButton } from '@/ui/button'
import { cx } from '@/ui/class-names'
import { Dialog } from '@/ui/dialog'
import { ColumnDetails } from './column-details'
import type { Carried, Landing } from './field-targets'
import { reasonText } from './import-text'
import { fieldOf, openQuestions, targetKey, targetOf } from './mapping'
import { retired } from './retired-words'
import { TargetSelect } from './target-select'

const SAMPLES = 4

export interface ColumnRowProps {
  one: Import
  column: ImportColumn
  form: Form | undefined
  /** Grows when the server has looked again. */
  checked: number
  contested: ReadonlySet<string>
  open: boolean
  /** It was picked up by key and looks for a field. */
  lifted: boolean
  canLift: boolean
  onLift: () => void
  onToggle: () => void
  /** Opens it at the first word about which something is to be decided. */
  onDecide: () => void
  onChange: (patch: ColumnPatch) => void
}

export function ColumnRow(props: ColumnRowProps) {
  const { t } = useTranslation()
  const { one, column, form, checked, contested, open, onToggle, onChange } = props
  const { rows } = one
  const questions = openQuestions(column)
  const options = fieldOf(column, form)?.kind.options ?? []
  const outOfUse = (column.values ?? []).filter(match => retired(match, options)).length
  const clash = contested.has(targetKey(column.to))
  const skipped = column.to === null
  const why = reasonText(column, form)
  const title = column.header || t('import:fields.unnamed', { n: column.index + 1 })
  const drop = useDropTarget(`column-${column.index}`, { column: column.index } satisfies Landing)
  const drag = useDragSource(`carry-${column.index}`, {
    column: column.index,
    label: title,
  } satisfies Carried)
  const phone = usePhone()
  const details = (
    <div data-import-details={column.index}>
      <ColumnDetails one={one} column={column} form={form} checked={checked} onChange={onChange} />
    </div>
  )
  return (
    <li
      ref={drop.ref}
      data-import-column={column.index}
      className={cx(
        'border-b border-line',
        drop.line ? 'bg-accent-soft' : props.lifted ? 'bg-accent-soft/60' : open && 'bg-subtle/40',
        drag.dragging && 'opacity-50',
      )}
    >
      <div
        ref={drag.ref}
        className="grid grid-cols-[20px_minmax(0,1fr)_264px_28px] items-start gap-x-3 gap-y-2 px-2 py-2.5 max-md:grid-cols-[minmax(0,1fr)_44px]"
      >
        <button
          ref={drag.handleRef}
          type="button"
          data-column-grip={column.index}
          disabled={!props.canLift}
          aria-pressed={props.lifted}
          aria-label={t('import:drag.lift', { column: title })}
          onClick={props.onLift}
          // Before the drag library sees the key: it would carry the column over pixels, not from field to field.
          onKeyDownCapture={event => {
            if (event.key !== 'Enter' && event.key !== ' ') return
            event.preventDefault()
            event.stopPropagation()
            props.onLift()
          }}
          className="mt-0.5 flex h-6 w-5 cursor-grab touch-none items-center justify-center rounded-6 text-fg-3 hover:bg-hover hover:text-fg disabled:invisible max-lg:invisible max-md:hidden"
        >
          <GripVertical size={14} />
        </button>
        <div className="min-w-0">
          <p className={cx('truncate text-13 font-medium', skipped && 'text-fg-3')}>{title}</p>
          <p className="truncate text-12 text-fg-3">
            {column.sample.length > 0
              ? column.sample.slice(0, SAMPLES).join(t('filters:list_separator'))
              : t('import:fields.nothing')}
          </p>
          <p className="tabular text-12 text-fg-3">
            {t('import:fields.facts', {
              count: column.distinct,
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
          {column.unit?.on && !skipped && (
            <p className="mt-0.5 text-12 text-fg-3">{t('import:unit.said', { word: column.unit.word })}</p>
          )}
          {column.back && <p className="mt-0.5 text-12 text-fg-3">{t('import:made.back_field')}</p>}
          {outOfUse > 0 && (
            <p className="mt-0.5 text-12 text-warn">
              {t('import:values.retired_count', { count: outOfUse })}
            </p>
          )}
          {questions > 0 && (
            <button
              type="button"
              onClick={() => !open && props.onDecide()}
              className="mt-1 inline-flex items-center gap-1 rounded-6 bg-warn-soft px-1.5 text-12 text-warn max-md:min-h-11 max-md:px-3 max-md:text-13"
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
      {open && !skipped && phone && (
        <Dialog open tall title={title} onClose={onToggle}>
          {details}
        </Dialog>
      )}
      {open && !skipped && !phone && details}
    </li>
  )
}
