import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ColumnPatch } from '@/api/import-types'
import { Segmented } from '@/ui/controls'
import { ColumnRow } from './column-row'
import { aim, contested, openQuestions } from './mapping'
import type { StepProps } from './step-file'

type Show = 'all' | 'open' | 'skipped'

/** One row per column: what stands in it, where it goes and why, and what is still to be decided. */
export function StepFields({ one, form, change }: StepProps) {
  const { t } = useTranslation()
  const [show, setShow] = useState<Show>('all')
  const [open, setOpen] = useState<number>()
  const twice = contested(one.columns)
  const waiting = one.columns.filter(column => openQuestions(column) > 0)
  const skipped = one.columns.filter(column => column.to === null)
  const shown = show === 'open' ? waiting : show === 'skipped' ? skipped : one.columns
  const edit = (patch: ColumnPatch) => change({ columns: aim(one.columns, patch) })
  return (
    <div className="mx-auto w-full max-w-[1040px] px-6 py-5 max-md:px-4">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <p className="text-13 text-fg-2">
          {t('import:fields.summary', {
            mapped: one.columns.length - skipped.length,
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
        className="grid grid-cols-[minmax(0,1fr)_280px_28px] gap-4 border-b border-line px-2 pb-1.5 text-12 text-fg-3 max-md:hidden"
      >
        <span>{t('import:fields.column')}</span>
        <span>{t('import:fields.target')}</span>
      </div>
      <ul>
        {shown.map(column => (
          <ColumnRow
            key={column.index}
            column={column}
            form={form}
            rows={one.rows}
            contested={twice}
            open={open === column.index}
            onToggle={() => setOpen(open === column.index ? undefined : column.index)}
            onChange={edit}
          />
        ))}
      </ul>
      {shown.length === 0 && <p className="py-10 text-center text-13 text-fg-3">{t('import:fields.none')}</p>}
    </div>
  )
}
