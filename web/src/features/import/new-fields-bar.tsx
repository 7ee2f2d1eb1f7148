import { CopyPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ColumnTarget, Import, ImportPatch } from '@/api/import-types'
import { useMe } from '@/api/queries'
import { words } from '@/lib/label'
import { CheckBox, Segmented } from '@/ui/controls'
import { keptElsewhere, newFields, type Otherwise, willMake, withoutNewFields } from './new-fields'

interface NewFieldsBarProps {
  one: Import
  change: (patch: ImportPatch) => void
  /** What columns were to become before somebody said that no fields are made; kept while the import is open. */
  before: ReadonlyMap<number, ColumnTarget>
  onBefore: (before: ReadonlyMap<number, ColumnTarget>) => void
}

/** What the import will make in the form besides records, said before it runs, with one switch against it. */
export function NewFieldsBar({ one, change, before, onBefore }: NewFieldsBarProps) {
  const { t } = useTranslation()
  const me = useMe()
  const [otherwise, setOtherwise] = useState<Otherwise>('skip')
  const fields = newFields(one)
  const off = before.size > 0
  const told = willMake(one)
  if (!told && !off) return null
  const turn = (onlyKnown: boolean) => {
    if (onlyKnown) {
      onBefore(new Map([...before, ...fields.map(({ column }) => [column.index, column.to] as const)]))
      change({ columns: withoutNewFields(one, otherwise) })
    } else {
      change({ columns: [...before].map(([index, to]) => ({ index, to })) })
      onBefore(new Map())
    }
  }
  return (
    <section
      aria-label={t('import:made.title')}
      className="mb-4 flex flex-wrap items-start gap-x-4 gap-y-2 rounded-12 border border-line bg-subtle/50 px-3 py-2.5"
    >
      <CopyPlus size={16} className="mt-0.5 shrink-0 text-fg-3" aria-hidden="true" />
      <div className="min-w-0 flex-1 basis-72">
        <p className="text-13 font-medium">{told || t('import:made.none')}</p>
        {fields.length > 0 && (
          <p className="mt-0.5 line-clamp-3 text-12 text-fg-3">
            {fields
              .map(({ field, column }) => words(field.name) || column.header)
              .join(t('filters:list_separator'))}
          </p>
        )}
      </div>
      {me.permissions.build && (fields.length > 0 || off) && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          {/* biome-ignore lint/a11y/noLabelWithoutControl: the check box is inside. */}
          <label className="flex items-center gap-2 text-13 max-md:min-h-11">
            <CheckBox
              label={t('import:made.only_known')}
              checked={off && fields.length === 0}
              onChange={turn}
            />
            {t('import:made.only_known')}
          </label>
          {off && (
            <Segmented
              label={t('import:made.otherwise')}
              value={otherwise}
              options={[
                { value: 'skip', label: t('import:made.skip') },
                { value: 'note', label: t('import:made.note') },
              ]}
              onChange={next => {
                setOtherwise(next)
                change({ columns: keptElsewhere(before, next) })
              }}
            />
          )}
        </div>
      )}
    </section>
  )
}
