import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ColumnPatch, ColumnTarget, ImportColumn } from '@/api/import-types'
import { DragArea } from '@/features/designer/dnd'
import { Segmented } from '@/ui/controls'
import { ColumnRow } from './column-row'
import { type Carried, FieldTargets, type Landing } from './field-targets'
import { aim, contested, fillable, openQuestions, targetKey } from './mapping'
import { NewFieldsBar } from './new-fields-bar'
import { RememberedBar } from './remembered-bar'
import { showColumn } from './show-column'
import type { StepProps } from './step-file'

type Show = 'all' | 'open' | 'skipped'

interface StepFieldsProps extends StepProps {
  checked: number
  /** The column that somebody came to decide about: it opens, and its first word takes the focus. */
  wanted: number | undefined
  onWanted: (column: number | undefined) => void
  /** What columns were to become before somebody said that no fields are made. */
  before: ReadonlyMap<number, ColumnTarget>
  onBefore: (before: ReadonlyMap<number, ColumnTarget>) => void
}

/** One row per column: what stands in it, where it goes and why, and what is still to be decided. */
export function StepFields({ one, form, change, checked, wanted, onWanted, ...rest }: StepFieldsProps) {
  const { t } = useTranslation()
  const [show, setShow] = useState<Show>('all')
  const [open, setOpen] = useState(wanted)
  useEffect(() => {
    if (wanted === undefined) return
    setShow('all')
    setOpen(wanted)
    return showColumn(wanted, () => onWanted(undefined))
  }, [wanted, onWanted])
  const [lifted, setLifted] = useState<number>()
  const twice = contested(one.columns)
  const waiting = one.columns.filter(column => openQuestions(column) > 0)
  const skipped = one.columns.filter(column => column.to === null)
  const shown = show === 'open' ? waiting : show === 'skipped' ? skipped : one.columns
  const edit = (patch: ColumnPatch) => change({ columns: aim(one.columns, patch) })
  const fields = fillable(form)
  const filledBy = useMemo(() => {
    const by = new Map<string, ImportColumn>()
    for (const column of one.columns) if (column.to && 'field' in column.to) by.set(column.to.field, column)
    return by
  }, [one.columns])
  const put = (index: number, field: string) => {
    const column = one.columns.find(other => other.index === index)
    if (column && targetKey(column.to) !== `field:${field}`) edit({ index, to: { field } })
  }
  /** Back to where the column was picked up. */
  const drop = (index: number | undefined) => {
    setLifted(undefined)
    document.querySelector<HTMLElement>(`[data-column-grip="${index}"]`)?.focus()
  }
  const list = (
    <div className="min-w-0 flex-1">
      {one.remembered && (
        <div className="mb-3">
          <RememberedBar one={one} change={change} />
        </div>
      )}
      <NewFieldsBar one={one} change={change} {...rest} />
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <p className="text-13 text-fg-2">
          {t('import:fields.summary', {
            count: one.columns.length - skipped.length,
            skipped: skipped.length,
          })}
        </p>
        <Segmented
          label={t('import:fields.show')}
          value={show}
          options={[
            { value: 'all', label: t('import:fields.all', { count: one.columns.length }) },
            { value: 'open', label: t('import:fields.open', { count: waiting.length }) },
            { value: 'skipped', label: t('import:fields.skipped', { count: skipped.length }) },
          ]}
          onChange={setShow}
        />
      </div>
      <div
        aria-hidden="true"
        className="grid grid-cols-[20px_minmax(0,1fr)_264px_28px] gap-3 border-b border-line px-2 pb-1.5 text-12 text-fg-3 max-md:hidden"
      >
        <span />
        <span>{t('import:fields.column')}</span>
        <span>{t('import:fields.target')}</span>
      </div>
      <ul>
        {shown.map(column => (
          <ColumnRow
            key={column.index}
            one={one}
            column={column}
            form={form}
            checked={checked}
            contested={twice}
            open={open === column.index}
            lifted={lifted === column.index}
            canLift={fields.length > 0}
            onLift={() => {
              setLifted(column.index)
              // The fields can take the focus from now on; the first empty one is the likeliest.
              const free = fields.find(field => !filledBy.has(field.code)) ?? fields[0]
              requestAnimationFrame(() =>
                document.querySelector<HTMLElement>(`[data-field-target="${free?.code}"]`)?.focus(),
              )
            }}
            onDecide={() => onWanted(column.index)}
            onToggle={() => setOpen(open === column.index ? undefined : column.index)}
            onChange={edit}
          />
        ))}
      </ul>
      {shown.length === 0 && <p className="py-10 text-center text-13 text-fg-3">{t('import:fields.none')}</p>}
    </div>
  )
  return (
    <DragArea<Carried, Landing>
      ghost={carried => (
        <span className="rounded-8 border border-accent bg-raised px-2.5 py-1.5 text-13 shadow-2">
          {carried.label}
        </span>
      )}
      onDrop={(carried, { target }) => {
        if ('column' in carried && 'field' in target) put(carried.column, target.field)
        if ('field' in carried && 'column' in target) put(target.column, carried.field)
      }}
    >
      <div
        className="mx-auto flex w-full max-w-[1240px] items-start gap-6 px-6 py-5 max-md:px-4"
        onKeyDown={event => {
          if (lifted === undefined) return
          if (event.key === 'Escape') {
            event.stopPropagation()
            drop(lifted)
          }
          const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
          if (step === 0) return
          event.preventDefault()
          const all = [...document.querySelectorAll<HTMLElement>('[data-field-target]')]
          const at = all.indexOf(document.activeElement as HTMLElement)
          all[(at + step + all.length) % all.length]?.focus()
        }}
      >
        {list}
        {fields.length > 0 && (
          <FieldTargets
            fields={fields}
            filledBy={filledBy}
            lifted={one.columns.find(column => column.index === lifted)}
            onTake={field => {
              if (lifted !== undefined) put(lifted, field)
              drop(lifted)
            }}
            onClear={column => edit({ index: column.index, to: null })}
          />
        )}
      </div>
    </DragArea>
  )
}
