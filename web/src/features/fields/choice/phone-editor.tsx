import { useTranslation } from 'react-i18next'
import { cx } from '@/ui/class-names'
import type { EditorProps } from '../kind-ui'
import { choicesOf } from '../parts/option-list'

/** On a phone options are big buttons: one tap, no list to open. */
export function PhoneChoiceEditor({ field, value, onChange, onCommit, label }: EditorProps) {
  const { t } = useTranslation()
  const many = field.kind.type === 'choices'
  const held = Array.isArray(value) ? value.map(String) : value ? [String(value)] : []
  const pick = (code: string) => {
    const picked = held.includes(code)
      ? held.filter(other => other !== code)
      : many
        ? [...held, code]
        : [code]
    const next = many ? picked : (picked[0] ?? null)
    onChange(next)
    if (!many) onCommit?.(next)
  }
  const choices = choicesOf(field, held)
  return (
    <div role="group" aria-label={label} className="flex flex-wrap gap-2">
      {choices.map(choice => (
        <button
          key={choice.value}
          type="button"
          disabled={choice.disabled}
          aria-pressed={held.includes(choice.value)}
          onClick={() => pick(choice.value)}
          className={cx(
            'inline-flex h-11 items-center gap-1.5 rounded-8 border px-3 text-14 disabled:opacity-50',
            held.includes(choice.value)
              ? 'border-accent bg-accent-soft text-fg'
              : 'border-line-strong bg-surface text-fg-2',
          )}
        >
          <i
            className="size-1.5 rounded-full"
            style={{ background: `var(--hue-${choice.hue ?? 'slate'})` }}
          />
          {choice.label}
        </button>
      ))}
      {choices.map(
        ({ value: code, label: option, reachedBy: action }) =>
          action && (
            <p key={code} className="w-full text-12 text-fg-3">
              {t('problems:made_by_action', { option, action })}
            </p>
          ),
      )}
    </div>
  )
}
