import { Eye, EyeOff, PenLine } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field } from '@/api/types'
import { cx } from '@/ui/class-names'
import { type FieldRight, isGiven } from './grant-edits'

const ICONS = { edit: PenLine, read: Eye, hidden: EyeOff }
const TONES = {
  edit: 'bg-surface text-fg-2 shadow-1 dark:bg-active',
  read: 'bg-warn-soft text-warn shadow-1',
  hidden: 'bg-bad-soft text-bad shadow-1',
}

/** What the three signs mean. */
export function FieldRightSigns() {
  const { t } = useTranslation()
  return (
    <span className="flex flex-wrap items-center gap-x-3 text-12 text-fg-3">
      {(['edit', 'read', 'hidden'] as const).map(right => {
        const Icon = ICONS[right]
        return (
          <span key={right} className="inline-flex items-center gap-1">
            <Icon size={12} aria-hidden="true" />
            {t(`designer:rights.field.${right}`)}
          </span>
        )
      })}
    </span>
  )
}

/** 可编辑 / 只读 / 隐藏. The title is seen wherever a record is named, and a serial number is never typed. */
export function FieldRightChoice({
  label,
  field,
  isTitle,
  value,
  disabled,
  onChange,
}: {
  label: string
  field: Field
  isTitle: boolean
  value: FieldRight
  disabled: boolean
  onChange: (right: FieldRight) => void
}) {
  const { t } = useTranslation()
  const offered: FieldRight[] = [
    ...(isGiven(field) ? [] : (['edit'] as const)),
    'read',
    ...(isTitle && value !== 'hidden' ? [] : (['hidden'] as const)),
  ]
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
    if (!step || disabled || event.altKey) return
    event.preventDefault()
    const at = (offered.indexOf(value) + step + offered.length) % offered.length
    const next = offered[at]
    if (!next) return
    onChange(next)
    event.currentTarget.querySelectorAll<HTMLElement>('[role=radio]')[at]?.focus()
  }
  return (
    <span
      role="radiogroup"
      aria-label={label}
      onKeyDown={onKeyDown}
      className="inline-flex rounded-6 bg-subtle align-middle"
    >
      {offered.map(right => {
        const Icon = ICONS[right]
        const checked = right === value
        return (
          <button
            key={right}
            type="button"
            role="radio"
            aria-checked={checked}
            aria-label={t(`designer:rights.field.${right}`)}
            title={t(`designer:rights.field.${right}`)}
            disabled={disabled}
            tabIndex={checked ? 0 : -1}
            onClick={() => onChange(right)}
            className={cx(
              'flex size-6 items-center justify-center rounded-6 transition-colors',
              checked ? TONES[right] : 'text-fg-3 hover:text-fg disabled:opacity-40',
            )}
          >
            <Icon size={13} aria-hidden="true" />
          </button>
        )
      })}
    </span>
  )
}
