import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ImportColumn } from '@/api/import-types'
import type { Field } from '@/api/types'
import { useDragSource, useDropTarget } from '@/features/designer/dnd'
import { kindOf } from '@/features/fields/registry'
import { words } from '@/lib/label'
import { cx } from '@/ui/class-names'

/** What hangs on the pointer: a column of the file on its way to a field, or a field on its way to a column. */
export type Carried = { column: number; label: string } | { field: string; label: string }
/** Where it can be put down. */
export type Landing = { field: string } | { column: number }

interface FieldTargetsProps {
  fields: readonly Field[]
  /** The column that fills each field. */
  filledBy: ReadonlyMap<string, ImportColumn>
  /** A column that was picked up by key: a field takes it with Enter. */
  lifted: ImportColumn | undefined
  onTake: (field: string) => void
  onClear: (column: ImportColumn) => void
}

/** The fields of the form: columns are dropped here, or a field is dragged onto its column. */
export function FieldTargets({ fields, filledBy, lifted, onTake, onClear }: FieldTargetsProps) {
  const { t } = useTranslation()
  return (
    <aside
      aria-label={t('import:drag.fields')}
      className={cx(
        'sticky top-0 flex max-h-[calc(100vh-230px)] w-[300px] shrink-0 flex-col self-start rounded-12 border bg-surface max-lg:hidden',
        lifted ? 'border-accent ring-1 ring-accent' : 'border-line',
      )}
    >
      <div className="border-b border-line px-3 py-2">
        <p className="text-13 font-medium">{t('import:drag.fields')}</p>
        <p className="text-12 text-fg-3">
          {lifted ? t('import:drag.lifted', { column: lifted.header }) : t('import:drag.hint')}
        </p>
      </div>
      <ul className="scroll-quiet flex min-h-0 flex-1 flex-col gap-1 overflow-y-auto p-2">
        {fields.map(field => (
          <Target
            key={field.code}
            field={field}
            column={filledBy.get(field.code)}
            lifted={lifted !== undefined}
            onTake={() => onTake(field.code)}
            onClear={onClear}
          />
        ))}
      </ul>
    </aside>
  )
}

interface TargetProps {
  field: Field
  column: ImportColumn | undefined
  lifted: boolean
  onTake: () => void
  onClear: (column: ImportColumn) => void
}

function Target({ field, column, lifted, onTake, onClear }: TargetProps) {
  const { t } = useTranslation()
  const label = words(field.name)
  const drop = useDropTarget(`field-${field.code}`, { field: field.code } satisfies Landing)
  const drag = useDragSource(`take-${field.code}`, { field: field.code, label } satisfies Carried)
  const Icon = kindOf(field).icon
  return (
    <li ref={drop.ref}>
      <div
        ref={drag.ref}
        className={cx(
          'flex min-h-9 items-center gap-2 rounded-8 border px-2 text-13 transition-colors',
          drop.line
            ? 'border-accent bg-accent-soft'
            : column
              ? 'border-line bg-subtle/60'
              : 'border-dashed border-line-strong bg-surface',
          drag.dragging && 'opacity-40',
        )}
      >
        <button
          ref={drag.handleRef}
          type="button"
          data-field-target={field.code}
          tabIndex={lifted ? 0 : -1}
          aria-label={t('import:drag.drop_on', { field: label })}
          onClick={() => lifted && onTake()}
          // Before the drag library sees the key: it would carry the field over pixels.
          onKeyDownCapture={event => {
            if (event.key !== 'Enter' && event.key !== ' ') return
            event.preventDefault()
            event.stopPropagation()
            if (lifted) onTake()
          }}
          className={cx(
            'flex min-w-0 flex-1 touch-none items-center gap-2 py-1 text-left',
            lifted ? 'cursor-copy' : 'cursor-grab',
          )}
        >
          <Icon size={14} className="shrink-0 text-fg-3" aria-hidden="true" />
          <span className="min-w-0 flex-1">
            <span className="block truncate">
              {label}
              {field.required && (
                <span className="ml-0.5 text-bad" aria-hidden="true">
                  *
                </span>
              )}
            </span>
            {column && (
              <span className="block truncate text-12 text-fg-3">
                {t('import:drag.filled', { column: column.header })}
              </span>
            )}
          </span>
        </button>
        {column && (
          <button
            type="button"
            aria-label={t('import:drag.clear', { field: label })}
            title={t('import:drag.clear', { field: label })}
            onClick={() => onClear(column)}
            className="flex size-6 shrink-0 items-center justify-center rounded-6 text-fg-3 hover:bg-hover hover:text-fg"
          >
            <X size={13} />
          </button>
        )}
      </div>
    </li>
  )
}
