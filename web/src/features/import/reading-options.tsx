import { useTranslation } from 'react-i18next'
import type { ColumnPatch, ImportColumn } from '@/api/import-types'
import type { KindName } from '@/api/types'
import { plainNumber } from '@/lib/format'
import { CheckBox, Segmented } from '@/ui/controls'

interface ReadingOptionsProps {
  column: ImportColumn
  kind: KindName | undefined
  onChange: (patch: ColumnPatch) => void
}

/** How cells of a column are read where they could be read in two ways. */
export function ReadingOptions({ column, kind, onChange }: ReadingOptionsProps) {
  const { t } = useTranslation()
  const { index } = column
  if (kind === 'text' || kind === 'long_text') {
    const label = t('import:trim.label')
    return (
      <div>
        {/* biome-ignore lint/a11y/noLabelWithoutControl: the check box is inside. */}
        <label className="flex w-fit items-center gap-2 text-13">
          <CheckBox
            label={label}
            checked={column.trim ?? true}
            onChange={trim => onChange({ index, trim })}
          />
          {label}
        </label>
        <p className="mt-0.5 pl-6 text-12 text-fg-3">
          {column.spaced
            ? t('import:trim.found', { count: column.spaced, shown: plainNumber(column.spaced) })
            : t('import:trim.none')}
        </p>
      </div>
    )
  }
  if (kind === 'date' || kind === 'date_time') {
    return (
      <div className="flex flex-wrap items-center gap-3 text-13">
        <span>{t('import:day_first.label')}</span>
        <Segmented
          label={t('import:day_first.label')}
          value={column.day_first ? 'day' : 'month'}
          options={[
            { value: 'month', label: t('import:day_first.month') },
            { value: 'day', label: t('import:day_first.day') },
          ]}
          onChange={first => onChange({ index, day_first: first === 'day' })}
        />
      </div>
    )
  }
  return null
}
