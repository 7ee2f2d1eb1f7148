import { cx } from '@/ui/class-names'
import type { EditorProps } from '../kind-ui'
import { choicesOf } from '../parts/option-list'

/** On a phone options are big buttons: one tap, no list to open. */
export function PhoneChoiceEditor({ field, value, onChange, onCommit, label }: EditorProps) {
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
  return (
    <div role="group" aria-label={label} className="flex flex-wrap gap-2">
      {choicesOf(field, held).map(choice => (
        <button
          key={choice.value}
          type="button"
          aria-pressed={held.includes(choice.value)}
          onClick={() => pick(choice.value)}
          className={cx(
            'inline-flex h-11 items-center gap-1.5 rounded-8 border px-3 text-14',
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
    </div>
  )
}
