import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field, Form, Option, RecordFull } from '@/api/types'
import { recordValue } from '@/features/fields/field-values'
import { words } from '@/lib/label'
import { cx } from '@/ui/class-names'
import { missingFor, neededBy } from '../edit/needs'
import type { Save } from '../edit/use-save'

const NeedsForm = lazy(() => import('../edit/needs-form').then(module => ({ default: module.NeedsForm })))

interface StageBarProps {
  form: Form
  field: Field
  record: RecordFull
  save: Save
  canEdit: boolean
}

/** A stage that asks for more before it takes the record. */
interface Asked {
  option: Option
  fields: Field[]
  anchor: HTMLElement
}

/** The path through the stages: one segment each, filled up to where the record stands. A press moves it. */
export function StageBar({ form, field, record, save, canEdit }: StageBarProps) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState<Asked | null>(null)
  const move = async (option: Option, anchor: HTMLElement, values = {}, shown = {}) => {
    const change = { ...values, [field.code]: option.code }
    const missing = missingFor(form, record, change)
    let needed = missing
    if (missing.length === 0)
      await save(
        record,
        change,
        { ...shown, [field.code]: words(option.label) },
        {
          refused: error => {
            needed = neededBy(form, error)
            return needed.length > 0
          },
        },
      )
    setAsked(needed.length > 0 ? { option, fields: needed, anchor } : null)
  }
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
            onClick={event => void move(option, event.currentTarget)}
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
      <Suspense fallback={null}>
        {asked && (
          <NeedsForm
            form={form.code}
            record={record}
            fields={asked.fields}
            to={words(asked.option.label)}
            anchor={asked.anchor}
            onDone={(values, shown) => void move(asked.option, asked.anchor, values, shown)}
            onClose={() => setAsked(null)}
          />
        )}
      </Suspense>
    </div>
  )
}
