import { useTranslation } from 'react-i18next'
import type { Field, RecordFull } from '@/api/types'
import { recordValue } from '@/features/fields/field-values'
import { words } from '@/lib/label'
import { cx } from '@/ui/class-names'
import type { Save } from '../edit/use-save'

interface StageBarProps {
  field: Field
  record: RecordFull
  save: Save
  canEdit: boolean
}

/** The path through the stages: one segment each, filled up to where the record stands. A press moves it. */
export function StageBar({ field, record, save, canEdit }: StageBarProps) {
  const { t } = useTranslation()
  const current = recordValue(record, field.code)
  const options = (field.kind.options ?? []).filter(option => !option.archived || option.code === current)
  const at = options.findIndex(option => option.code === current)
  const closed = options[at]?.closed
  return (
    <div role="group" aria-label={words(field.name)} className="no-scrollbar flex gap-0.5 overflow-x-auto">
      {options.map((option, index) => {
        const reached =
          at >= 0 &&
          index <= at &&
          !(closed === 'lost' && option.code !== current) &&
          !(option.closed && option.code !== current)
        const mine = option.code === current
        return (
          <button
            key={option.code}
            type="button"
            disabled={!canEdit || mine}
            aria-current={mine ? 'step' : undefined}
            title={mine ? words(option.label) : t('records:move_to', { stage: words(option.label) })}
            onClick={() =>
              void save(record, { [field.code]: option.code }, { [field.code]: words(option.label) })
            }
            style={
              {
                '--hue': `var(--hue-${option.hue ?? 'slate'})`,
                '--deep': `var(--deep-${option.hue ?? 'slate'})`,
              } as React.CSSProperties
            }
            className={cx(
              'h-7 min-w-14 flex-1 truncate px-2 text-12 max-md:min-w-max max-md:px-3 transition-colors first:rounded-l-8 last:rounded-r-8 disabled:cursor-default max-md:h-9',
              mine
                ? 'bg-[color-mix(in_oklab,var(--hue)_22%,var(--bg-surface))] font-medium text-[color-mix(in_oklab,var(--deep)_76%,var(--fg))]'
                : reached
                  ? 'bg-[color-mix(in_oklab,var(--hue)_10%,var(--bg-surface))] text-fg-2 hover:bg-hover'
                  : 'bg-subtle text-fg-3 enabled:hover:bg-hover enabled:hover:text-fg',
            )}
          >
            {words(option.label)}
          </button>
        )
      })}
    </div>
  )
}
