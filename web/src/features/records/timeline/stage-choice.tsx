import { useTranslation } from 'react-i18next'
import type { Field } from '@/api/types'
import { words } from '@/lib/label'
import { cx } from '@/ui/class-names'

/** Where the record stands after this follow-up: one tap, where the bar of stages is out of reach. */
export function StageChoice({
  field,
  value,
  onPick,
}: {
  field: Field
  value: string | undefined
  onPick: (stage: string) => void
}) {
  const { t } = useTranslation()
  const options = (field.kind.options ?? []).filter(option => !option.archived || option.code === value)
  return (
    <div className="border-t border-line px-2 py-2">
      <p className="mb-1.5 px-1 text-12 text-fg-3">{words(field.name)}</p>
      <div
        role="radiogroup"
        aria-label={t('records:composer.stage', { field: words(field.name) })}
        className="no-scrollbar flex gap-2 overflow-x-auto"
      >
        {options.map(option => (
          <button
            key={option.code}
            type="button"
            role="radio"
            aria-checked={option.code === value}
            onClick={() => onPick(option.code)}
            className={cx(
              'inline-flex h-11 shrink-0 items-center gap-1.5 rounded-full border px-3.5 text-13',
              option.code === value
                ? 'border-accent bg-accent-soft font-medium text-fg'
                : 'border-line-strong text-fg-2',
            )}
          >
            <i
              className="size-1.5 rounded-full"
              style={{ background: `var(--hue-${option.hue ?? 'slate'})` }}
              aria-hidden="true"
            />
            {words(option.label)}
          </button>
        ))}
      </div>
    </div>
  )
}
