import { useTranslation } from 'react-i18next'
import type { ColumnPatch, ImportColumn, RangeEnd, Untidy } from '@/api/import-types'
import type { KindName } from '@/api/types'
import { plainNumber } from '@/lib/format'
import { CheckBox, Segmented } from '@/ui/controls'

const UNREADABLE: readonly KindName[] = [
  'phone',
  'email',
  'url',
  'number',
  'money',
  'date',
  'date_time',
  'yes_no',
]
const NUMBERS: readonly KindName[] = ['number', 'money']
const UNTIDY: readonly Untidy[] = ['empty', 'refuse']
const ENDS: readonly RangeEnd[] = ['low', 'middle', 'high']

interface UntidyOptionsProps {
  column: ImportColumn
  kind: KindName | undefined
  onChange: (patch: ColumnPatch) => void
}

/** Cells that cannot be taken as they stand: what becomes of their rows, of ranges, and of plain numbers in a unit. */
export function UntidyOptions({ column, kind, onChange }: UntidyOptionsProps) {
  const { t } = useTranslation()
  const { index, unit } = column
  const system =
    column.to !== null &&
    'system' in column.to &&
    ['created_at', 'next_activity_at'].includes(column.to.system)
  if (!system && (kind === undefined || !UNREADABLE.includes(kind))) return null
  const isNumber = kind !== undefined && NUMBERS.includes(kind)
  const cells = column.untidy_cells ?? 0
  return (
    <div className="flex flex-col gap-3 text-13">
      {unit && (
        // biome-ignore lint/a11y/noLabelWithoutControl: the check box is inside.
        <label className="flex w-fit items-center gap-2">
          <CheckBox
            label={t('import:unit.said', { word: unit.word })}
            checked={unit.on}
            onChange={in_unit => onChange({ index, in_unit })}
          />
          {t('import:unit.said', { word: unit.word })}
        </label>
      )}
      {isNumber && (
        <Choice
          label={t('import:untidy.range')}
          value={column.range ?? 'low'}
          options={ENDS.map(value => ({ value, label: t(`import:untidy.end.${value}`) }))}
          onChange={range => onChange({ index, range })}
        />
      )}
      <div>
        <Choice
          label={t('import:untidy.label')}
          value={column.untidy ?? 'empty'}
          options={UNTIDY.map(value => ({ value, label: t(`import:untidy.${value}`) }))}
          onChange={untidy => onChange({ index, untidy })}
        />
        <p className="mt-0.5 text-12 text-fg-3">
          {cells > 0
            ? t('import:untidy.found', { count: cells, shown: plainNumber(cells) })
            : t('import:untidy.none')}
        </p>
        {cells > 0 && column.untidy !== 'refuse' && (
          <p className="text-12 text-fg-3">{t('import:untidy.noted')}</p>
        )}
      </div>
    </div>
  )
}

interface ChoiceProps<T extends string> {
  label: string
  value: T
  options: { value: T; label: string }[]
  onChange: (next: T) => void
}

function Choice<T extends string>(props: ChoiceProps<T>) {
  return (
    <div className="flex flex-wrap items-center gap-3">
      <span>{props.label}</span>
      <Segmented {...props} />
    </div>
  )
}
